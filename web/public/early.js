// Before anything is painted: language, direction and colours as they were last chosen, so that nothing flashes.
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem('legation.settings') ?? '{}');
    const root = document.documentElement;
    if (kept.theme === 'light' || kept.theme === 'dark') root.dataset.theme = kept.theme;
    const lang = kept.lang ?? (navigator.language ?? 'en').slice(0, 2);
    if (lang === 'ar' || lang === 'he') {
      root.lang = lang;
      root.dir = 'rtl';
    }
  } catch {
    // Settings that cannot be read are as good as none.
  }
})();
