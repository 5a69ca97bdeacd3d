import { describe, expect, test } from 'vitest';
import {
  CONTENT_SECURITY_POLICY,
  contentSecurityPolicyFor,
  ONLINE_MAP_HOSTS,
  pageSecurityHeaders,
} from '#contract/contentSecurityPolicy.ts';

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources] as const;
    }),
  );
}

describe('the content security policy', () => {
  const policy = directives(CONTENT_SECURITY_POLICY);

  test('starts from nothing', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  test.each(['object-src', 'frame-src', 'frame-ancestors', 'base-uri', 'form-action', 'script-src-attr'])(
    '%s is none',
    (name) => {
      expect(policy.get(name)).toEqual(["'none'"]);
    },
  );

  test('runs only built scripts: nothing inline, no eval, no blob, no data', () => {
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('worker-src')).toEqual(["'self'"]);
  });

  test('names no host and no wildcard while everything stays on the machine', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|wss?:|\*|unsafe-eval/);
    expect(contentSecurityPolicyFor({ onlineMap: false })).toBe(CONTENT_SECURITY_POLICY);
  });

  test('adds exactly the map hosts while the online map is on, and only for data and pictures', () => {
    const online = directives(contentSecurityPolicyFor({ onlineMap: true }));
    const hosts = ONLINE_MAP_HOSTS.map((host) => `https://${host}`);
    expect(online.get('connect-src')).toEqual(["'self'", ...hosts]);
    expect(online.get('img-src')).toEqual(["'self'", 'data:', 'blob:', ...hosts]);
    for (const [name, sources] of policy) {
      if (name !== 'connect-src' && name !== 'img-src') {
        expect(online.get(name)).toEqual(sources);
      }
    }
  });

  test('is sent with the other security headers', () => {
    const headers = pageSecurityHeaders({ onlineMap: false });
    expect(headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['permissions-policy']).toContain('geolocation=()');
  });
});
