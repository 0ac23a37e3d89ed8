/** A hosted video is loaded from its host only after the reader has pressed play. */

/** @param {EventTarget} [place] where videos are */
export function startVideos(place = document) {
  place.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-player]") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.dataset.player?.startsWith("https://")) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.className = "kb-video";
    player.src = link.dataset.player;
    player.title = link.querySelector(".kb-video__play")?.textContent ?? "";
    player.allow = "autoplay; fullscreen; picture-in-picture";
    player.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(player);
    player.focus();
  });
}
