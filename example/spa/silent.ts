/**
 * The page a hidden iframe comes back to when tokens are renewed by the fragment, as libraries of the article's time
 * did it: it hands its address to the page that opened it, and to nobody of another origin.
 */
if (window.parent !== window) window.parent.postMessage(window.location.href, window.location.origin);
