/** Which browser on which system a session is used with, as its user agent says: names, not versions. */
const browsers = {
  Edge: /\bEdg(e|A|iOS)?\//,
  Opera: /\bOPR\//,
  'Samsung Internet': /\bSamsungBrowser\//,
  Firefox: /\b(Firefox|FxiOS)\//,
  Chrome: /\b(Chrome|CriOS|HeadlessChrome)\//,
  Safari: /\bVersion\/[\d.]+.*\bSafari\//,
}

// In the order of what each claims: a telephone with Android says Linux too.
const systems = {
  iPhone: /\biPhone\b/,
  iPad: /\biPad\b/,
  Android: /\bAndroid\b/,
  ChromeOS: /\bCrOS\b/,
  Windows: /\bWindows\b/,
  Mac: /\bMacintosh\b/,
  Linux: /\bLinux\b/,
}

export interface Device {
  browser: string | undefined
  system: string | undefined
}

export function readDevice(userAgent: string | null): Device {
  return { browser: nameIn(browsers, userAgent), system: nameIn(systems, userAgent) }
}

function nameIn(names: Record<string, RegExp>, userAgent: string | null): string | undefined {
  return Object.keys(names).find((name) => names[name]!.test(userAgent ?? ''))
}
