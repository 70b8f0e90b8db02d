// Draws every [data-chart] from the JSON beside it; a bar opens the list that it counts.
(() => {
  "use strict";
  const COLOURS = ["#0f6b66", "#c2702e", "#4b6cb7", "#7d5ba6", "#5c7f2c"];
  const STRIPES = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: Math.PI / 4, color: "rgba(255,255,255,.65)" };

  // Names below columns: in lines where there is room, else slanting.
  function columnNames(count, width) {
    const room = (width - 40) / Math.max(1, count);
    return room >= 52 ? { interval: 0, width: room - 6, overflow: "break" } : { interval: 0, rotate: 45, width: 96, overflow: "truncate" };
  }

  function options(data, font, width) {
    const lying = data.kind === "rows";
    const names = {
      type: "category", data: data.labels, inverse: lying, axisTick: { show: false },
      axisLabel: { color: "#3f4a54", ...(lying ? { interval: 0, width: 110, overflow: "truncate" } : columnNames(data.labels.length, width)) },
    };
    const numbers = { type: "value", minInterval: 1, splitLine: { lineStyle: { color: "#e6ebec" } }, axisLabel: { color: "#56616c" } };
    return {
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: font },
      grid: { left: lying ? 12 : 4, right: lying ? 40 : 8, top: data.series.length > 1 ? 34 : 22, bottom: 4, containLabel: true },
      legend: data.series.length > 1 ? { top: 0, left: 0 } : undefined,
      tooltip: { trigger: "axis", axisPointer: { type: data.kind === "line" ? "line" : "shadow" } },
      xAxis: lying ? numbers : names,
      yAxis: lying ? names : numbers,
      series: data.series.map((series) => drawn(series, data, width)),
    };
  }

  function drawn(series, data, width) {
    const isLine = data.kind === "line";
    const hasRoom = data.kind === "rows" || width / data.labels.length > 24;
    return {
      name: series.name,
      type: isLine ? "line" : "bar",
      stack: data.kind === "stacked" ? "all" : undefined,
      barMaxWidth: 34,
      cursor: data.urls.some(Boolean) ? "pointer" : "default",
      label: { show: data.series.length === 1 && hasRoom, position: data.kind === "rows" ? "right" : "top", color: "#3f4a54" },
      data: series.values.map((value, place) => {
        const marked = data.marked[place];
        return { value, itemStyle: marked ? { color: COLOURS[1], decal: STRIPES } : undefined };
      }),
    };
  }

  function draw(element) {
    const data = JSON.parse(document.getElementById(element.dataset.chart).textContent);
    if (data.kind === "rows") element.style.height = `${Math.max(17 * 16, data.labels.length * 26 + 40)}px`;
    const chart = echarts.init(element, null, { renderer: "svg" });
    const font = getComputedStyle(document.body).fontFamily;
    const show = () => {
      chart.resize();
      chart.setOption(options(data, font, element.clientWidth));
    };
    chart.on("click", (event) => {
      const url = data.urls[event.dataIndex];
      if (url) window.location.assign(url);
    });
    new ResizeObserver(show).observe(element); // draws at once, and again at each new width
  }

  function drawAll(root) {
    for (const element of root.querySelectorAll("[data-chart]")) {
      if (!echarts.getInstanceByDom(element)) draw(element);
    }
  }
  drawAll(document);
  document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
})();
