import { doorScriptPath, sessionPath } from './requestDecision.ts';

/** What the door says, in the reader's language. */
export interface DoorText {
  /** BCP 47 code of the language these texts are in. */
  readonly language: string;
  readonly title: string;
  /** While the secret is being exchanged. */
  readonly opening: string;
  /** The address has no secret: it has to be opened from the program. */
  readonly secretMissing: string;
  /** The secret was used before, or belongs to an earlier run of the program. */
  readonly secretUsed: string;
  /** The program does not answer. */
  readonly unreachable: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The page that a browser without a session gets, whatever it asked for. It holds no data. */
export function doorPage(text: DoorText): string {
  return `<!doctype html>
<html lang="${asHtml(text.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${asHtml(text.title)}</title>
<style>body{font:1rem/1.7 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.25rem}</style>
<script src="${doorScriptPath}" defer></script>
</head>
<body>
<h1>${asHtml(text.title)}</h1>
<p role="status" data-missing="${asHtml(text.secretMissing)}" data-used="${asHtml(text.secretUsed)}" data-unreachable="${asHtml(text.unreachable)}">${asHtml(text.opening)}</p>
</body>
</html>
`;
}

/**
 * The door's script. The secret leaves the address bar before it is used, and the page is replaced, so that neither
 * the history nor a picture of the screen keeps it. A window that the program opened itself gets its secret a moment
 * after the page (`hashchange`); `secretMissing` is therefore said only after a short wait.
 */
export const doorScript = `const status = document.querySelector('[role=status]');
let exchanging = false;
async function enter() {
  const secret = location.hash.slice(1);
  if (exchanging || !/^[\\w-]{43}$/.test(secret)) return;
  exchanging = true;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    const answer = await fetch('${sessionPath}', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret }),
    });
    if (answer.ok) location.replace(location.pathname + location.search);
    else status.textContent = status.dataset.used;
  } catch {
    status.textContent = status.dataset.unreachable;
  }
  exchanging = false;
}
addEventListener('hashchange', enter);
enter();
setTimeout(() => {
  if (!exchanging && !location.hash && status.textContent !== status.dataset.used) status.textContent = status.dataset.missing;
}, 2000);
`;
