/** Sends to the collector, and says how it went. Nothing here knows what is sent. */

// Longer than the collector and a proxy in front of it take to give up (15 s); a dead network would keep the reader waiting for minutes.
const LONGEST = 20_000;

/**
 * @param {string} url
 * @param {object} body
 * @returns {Promise<"stored" | "refused" | "busy" | "offline">} `busy` is also broken or not to be reached; see `mayComeAgain`
 */
export async function send(url, body) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      // Lets it finish when the reader follows a link meanwhile.
      keepalive: true,
      signal: AbortSignal.timeout?.(LONGEST),
    });
    if (answer.ok) return "stored";
    return answer.status >= 500 || [408, 429].includes(answer.status) ? "busy" : "refused";
  } catch {
    return navigator.onLine ? "busy" : "offline";
  }
}

/**
 * Whether the same may be sent again.
 * @param {string} outcome of `send`
 */
export function mayComeAgain(outcome) {
  return outcome === "busy" || outcome === "offline";
}

/** 32 hexadecimal digits at random; also where pages are served without TLS and `randomUUID` is missing. */
export function ticket() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
