// A plain application of four screens. What concerns the help center are the lines with `kbHelp`, and `lang` and `color-scheme`, which
// the widget follows by itself.

const WORDS = {
  en: { "/": "Overview", "/invoices": "Invoices", "/invoices/1024/edit": "Invoice 1024", "/team": "Team", "/reports": "Reports", why: "Why can I not change it?", text: "This is the screen" },
  ar: { "/": "نظرة عامة", "/invoices": "الفواتير", "/invoices/1024/edit": "الفاتورة 1024", "/team": "الفريق", "/reports": "التقارير", why: "لماذا لا يمكنني تعديلها؟", text: "هذه شاشة" },
  fa: { "/": "نمای کلی", "/invoices": "صورت‌حساب‌ها", "/invoices/1024/edit": "صورت‌حساب ۱۰۲۴", "/team": "همکاران", "/reports": "گزارش‌ها", why: "چرا نمی‌توانم تغییرش دهم؟", text: "این صفحهٔ" },
};
const root = document.documentElement;

function show() {
  const words = WORDS[root.lang];
  const name = words[location.pathname] ?? words["/"];
  document.querySelector("h1").textContent = name;
  document.getElementById("text").textContent = `${words.text}: ${name}`;
  document.getElementById("why").textContent = words.why;
  document.querySelector("nav").replaceChildren(
    ...Object.keys(words).filter((path) => path.startsWith("/")).map((path) => Object.assign(document.createElement("a"), { href: path, textContent: words[path] })),
  );
}

document.querySelector("nav").addEventListener("click", (event) => {
  if (!event.target.href) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  show();
});
document.getElementById("language").addEventListener("change", (event) => {
  root.lang = event.target.value;
  root.dir = root.lang === "en" ? "ltr" : "rtl";
  show();
});
document.getElementById("dark").addEventListener("click", () => root.classList.toggle("dark"));
document.getElementById("why").addEventListener("click", () => globalThis.kbHelp?.open("invoices/correct"));
addEventListener("popstate", show);
root.dir = "ltr";
show();
