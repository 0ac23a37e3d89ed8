/** Which letter led to this page: links of `kbgen journey` name it, and nothing else of whoever follows them. */

const PARAMETER = "via";
const NAME = /^[a-z0-9-]{1,40}\/\d{1,4}$/;

/**
 * The name as events carry it; the address is then as it is for everybody, so that whoever copies it shares no letter's.
 * @returns {string} empty where no letter led here
 */
export function takeCampaign() {
  const address = new URL(location.href);
  const name = address.searchParams.get(PARAMETER) ?? "";
  if (!NAME.test(name)) return "";
  address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, "", address);
  return `mail:${name}`;
}
