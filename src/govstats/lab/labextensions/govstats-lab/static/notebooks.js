// The notebooks of govstats in JupyterLab's launcher, in the order in which they are used; and the form, which runs when
// it is opened. Written as JupyterLab loads an extension that was built: a name in _JUPYTERLAB with `init` and `get`.
(() => {
  const FOLDER = "reports/notebooks";
  const FORM = `${FOLDER}/start_here.ipynb`;
  const NOTEBOOKS = [
    ["start_here", "Start here"],
    ["data_quality", "Data quality"],
    ["governor_report", "Governor report"],
    ["trust_overview", "Trust overview"],
    ["explore", "Explore"],
  ];

  const offer = (app, launcher) =>
    NOTEBOOKS.forEach(([name, label], rank) => {
      const command = `govstats:${name}`;
      app.commands.addCommand(command, {
        label,
        iconClass: "jp-NotebookIcon",
        execute: () => app.commands.execute("docmanager:open", { path: `${FOLDER}/${name}.ipynb` }),
      });
      // Before the empty notebook, whose rank is 0.
      launcher.add({ command, category: "Notebook", rank: rank - NOTEBOOKS.length });
    });

  const runForm = (app, tracker) =>
    tracker.widgetAdded.connect(async (_, panel) => {
      await panel.context.ready;
      await panel.context.sessionContext.ready;
      await panel.revealed;
      if (panel.context.path === FORM && tracker.currentWidget === panel) {
        // The form is read from its top; running leaves the last cell in sight.
        await app.commands.execute("notebook:run-all-cells");
        panel.content.activeCellIndex = 0;
        await panel.content.scrollToItem(0, "start");
      }
    });

  let shared;
  const token = async (library, name) => {
    const [version] = Object.values(shared[library]);
    return (await version.get())()[name];
  };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["govstats-lab"] = {
    init: (scope) => { shared = scope; },
    get: async () => {
      const launcher = await token("@jupyterlab/launcher", "ILauncher");
      const tracker = await token("@jupyterlab/notebook", "INotebookTracker");
      const plugin = {
        id: "govstats-lab:notebooks",
        autoStart: true,
        requires: [launcher, tracker],
        activate: (app, launches, notebooks) => { offer(app, launches); runForm(app, notebooks); },
      };
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
