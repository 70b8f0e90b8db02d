// Photos: made small in the browser, kept with the draft, shown as drawings so that no address is needed for them.
(() => {
  "use strict";
  const { observe } = window;
  const TYPES = ["image/jpeg", "image/png", "image/webp"];
  const QUALITY = 0.82;

  // Give a JPEG of at most the longest side. Throws an Error whose message is the name of the words to say.
  observe.scaled = async (file) => {
    if (file.type && !TYPES.includes(file.type)) throw new Error("notAPhoto");
    let image;
    try {
      image = await createImageBitmap(file);
    } catch {
      throw new Error("notAPhoto");
    }
    const factor = Math.min(1, Number(observe.limits.longestSide) / Math.max(image.width, image.height));
    const canvas = drawn(image, image.width * factor, image.height * factor);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob || blob.size > Number(observe.limits.mostBytes)) throw new Error("photoTooLarge");
    return blob;
  };

  observe.thumbnail = async (blob) => {
    const image = await createImageBitmap(blob);
    const factor = 160 / Math.max(image.width, image.height);
    return drawn(image, image.width * factor, image.height * factor);
  };

  function drawn(image, width, height) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width));
    canvas.height = Math.max(1, Math.round(height));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }
})();
