/** Sends to the collector, and says how it went. Nothing here knows what is sent. */

/**
 * @param {string} url
 * @param {object} body
 * @returns {Promise<"stored" | "refused" | "later">} `later`: offline, busy or broken; the same may be sent again
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
    });
    if (answer.ok) return "stored";
    return answer.status >= 500 || [408, 429].includes(answer.status) ? "later" : "refused";
  } catch {
    return "later";
  }
}

/** 32 hexadecimal digits at random; also where pages are served without TLS and `randomUUID` is missing. */
export function ticket() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
