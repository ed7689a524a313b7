/* The portal's own script. Every page works without it; it makes them quicker to use.
   It starts the NHS components, and tells htmx three manners: send the form's token,
   follow a redirect as a page, and say so when an answer does not come. */

/* The page names the module, because its address carries a hash. */
const { initAll } = await import(document.querySelector("link[rel=modulepreload]").href);

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

const offerPrint = (scope) => scope.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false));
offerPrint(document);
document.addEventListener("click", (event) => event.target.closest("[data-print]") && window.print());

/* What htmx has put into the page may hold components too. */
document.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  initAll({ scope: event.target });
  offerPrint(event.target);
});

/* Django asks for a token with everything that changes something: take it from the form at hand. */
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, elt, headers } = event.detail;
  if (verb === "get") return;
  const form = elt.closest("form") ?? document;
  const token = form.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (token) headers["X-CSRFToken"] = token;
});

/* A redirect leads to a page (the next step, or signing in): go there, don't paste it in here. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const came = xhr.responseURL && new URL(xhr.responseURL);
  const asked = new URL(pathInfo.finalRequestPath ?? pathInfo.requestPath, location.href);
  if (came && came.pathname !== asked.pathname) {
    event.detail.shouldSwap = false;
    location.assign(came);
  }
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => say("That did not work. Check your connection, then reload the page."));
}

function say(words) {
  const main = document.getElementById("maincontent");
  let box = document.getElementById("portal-says");
  if (!box) {
    box = document.createElement("p");
    box.id = "portal-says";
    box.className = "gpl-says-wrong";
    box.setAttribute("role", "alert");
    main.prepend(box);
  }
  box.textContent = words;
}
