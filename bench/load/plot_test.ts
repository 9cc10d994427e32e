import { assert, assertEquals } from "../../tests/assert.ts";
import { axisFor, barPlot, linePlot } from "./plot.ts";

Deno.test("an axis ends at a round number, at or above the highest value", () => {
  assertEquals(axisFor(0), { end: 1, step: 0.2 });
  assertEquals(axisFor(10), { end: 10, step: 2 });
  assertEquals(axisFor(13), { end: 15, step: 5 });
  for (let value = 0.013; value < 1e6; value *= 1.7) {
    const { end, step } = axisFor(value);
    assert(end >= value * (1 - 1e-9), `${end} is below ${value}`);
    const count = Math.round(end / step);
    assert(count >= 2 && count <= 8, `${count} ticks up to ${value}`);
  }
});

Deno.test("lines go through their points, upwards for more", () => {
  const text = linePlot({
    title: "cost <1>",
    xLabel: "receivers",
    yLabel: "µs",
    series: [{ name: "bursts & all", points: [[10, 0], [100, 10]] }],
  });
  assert(text.includes('<polyline points="60,312 520,40"'), text);
  assert(text.includes("cost &#60;1&#62;") && text.includes("bursts &#38; all"), text);
});

Deno.test("what is no number is left out, and a plot of nothing is a plot", () => {
  const series = [{ name: "a", points: [[10, NaN], [20, 5]] as const }];
  const text = linePlot({ title: "t", xLabel: "x", yLabel: "y", series });
  assertEquals(text.match(/<circle/g)?.length, 1);
  assert(!text.includes("NaN"), text);
  assert(!linePlot({ title: "t", xLabel: "x", yLabel: "y", series: [] }).includes("NaN"));
});

Deno.test("bars are as long as their values", () => {
  const bars = [{ name: "a", value: 10 }, { name: "b", value: 5 }];
  const text = barPlot({ title: "t", xLabel: "µs", bars });
  const widths = [...text.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map((match) => match[1]);
  assertEquals(widths, ["410", "205"]);
});
