/** The browser and the system of a session, from its user agent: names without versions. */
const browsers = {
  Edge: /\bEdg(e|A|iOS)?\//,
  Opera: /\bOPR\//,
  'Samsung Internet': /\bSamsungBrowser\//,
  Firefox: /\b(Firefox|FxiOS)\//,
  Chrome: /\b(Chrome|CriOS|HeadlessChrome)\//,
  Safari: /\bVersion\/[\d.]+.*\bSafari\//,
}

// The order matters, because user agents claim to be several systems: Android also says Linux.
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

/** Names that are not recognised are undefined. */
export function readDevice(userAgent: string | null): Device {
  return { browser: nameIn(browsers, userAgent), system: nameIn(systems, userAgent) }
}

function nameIn(names: Record<string, RegExp>, userAgent: string | null): string | undefined {
  return Object.keys(names).find((name) => names[name]!.test(userAgent ?? ''))
}
