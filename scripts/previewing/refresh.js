// Loads a page of the preview again when a file has been saved.
(async () => {
  const known = document.querySelector("script[data-version]").dataset.version;
  const pause = () => new Promise((wake) => setTimeout(wake, 1000));
  for (;;) {
    try {
      const answer = await fetch(`/_preview/version?known=${known}`);
      if (answer.ok && (await answer.text()) !== known) {
        location.reload();
        return;
      }
    } catch {
      await pause(); // the preview has ended, or is about to begin again
    }
  }
})();
