#pragma once
#include <array>
#include <string>
#include <string_view>

namespace engine::report {

struct Colour {
    std::string_view name, light, dark;
};

/// The few colours of page and charts. Nothing is told by colour alone.
inline constexpr std::array kColours{
    Colour{"paper", "#fbfaf8", "#16181c"},  Colour{"panel", "#ffffff", "#1e2126"},    Colour{"ink", "#1d1f24", "#e9e7e2"},
    Colour{"soft", "#5d626d", "#a0a5b0"},   Colour{"rule", "#e2dfd9", "#33373f"},     Colour{"first", "#1f5fa8", "#6fb0f5"},
    Colour{"second", "#c2571a", "#f0a164"}, Colour{"third", "#6a4fa3", "#b9a2f0"},    Colour{"on-first", "#ffffff", "#10131a"},
    Colour{"good", "#1c7a4b", "#6fcf9b"},   Colour{"bad", "#a83232", "#f08a8a"},
};
/// Groups of a map and curves of several tags: safe for colour-blind eyes (Paul Tol's bright scheme and two more).
inline constexpr std::array<std::string_view, 8> kGroupColours{"#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee7733", "#999933"};

/// What the styles of a Drawing look like.
inline constexpr std::string_view kChartStyle = R"css(
svg text { font-size: 12.5px; fill: var(--ink); unicode-bidi: isolate; }
svg .axis-title { font-weight: 600; font-size: 13px; } svg .tick { fill: var(--soft); font-size: 11.5px; }
svg .value { font-size: 12px; } svg .middle { text-anchor: middle; } svg .end { text-anchor: end; }
svg .grid { stroke: var(--rule); stroke-width: 1; } svg .chance { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 3 3; opacity: .75; }
svg .bar { fill: var(--first); } svg .bar.unsure { fill-opacity: .4; } svg .bar.second { fill: var(--second); fill-opacity: .85; }
svg .whisker { stroke: var(--ink); stroke-width: 1.3; } svg .frame { fill: none; stroke: var(--rule); }
svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; } svg .first { stroke: var(--first); } svg .second { stroke: var(--second); }
svg .bar.second { stroke: none; } svg .third { stroke: var(--third); } svg .faint { stroke: var(--soft); stroke-width: 1; opacity: .22; }
svg .ink-first { fill: var(--first); font-weight: 600; } svg .ink-second { fill: var(--second); font-weight: 600; }
svg .ink-third { fill: var(--third); font-weight: 600; }
svg .cell-base { fill: var(--rule); fill-opacity: .45; } svg .cell { fill: var(--first); }
svg .cell-number { text-anchor: middle; font-size: 12px; } svg .zero { fill: var(--soft); } svg .strong { fill: var(--on-first); font-weight: 600; }
svg .point { fill-opacity: .8; } svg .c0 { fill: var(--soft); fill-opacity: .35; }
svg .c1 { fill: #4477aa; } svg .c2 { fill: #ee6677; } svg .c3 { fill: #228833; } svg .c4 { fill: #ccbb44; } svg .c5 { fill: #66ccee; }
svg .c6 { fill: #aa3377; } svg .c7 { fill: #ee7733; } svg .c8 { fill: #999933; }
svg .curve.k1 { stroke: #4477aa; } svg .curve.k2 { stroke: #ee6677; stroke-dasharray: 7 3; } svg .curve.k3 { stroke: #228833; stroke-dasharray: 2 2; }
svg .curve.k4 { stroke: #ccbb44; stroke-dasharray: 9 3 2 3; } svg .curve.k5 { stroke: #66ccee; } svg .curve.k6 { stroke: #aa3377; stroke-dasharray: 7 3; }
svg .curve.k7 { stroke: #ee7733; stroke-dasharray: 2 2; } svg .curve.k8 { stroke: #999933; stroke-dasharray: 9 3 2 3; }
svg .prevalence { stroke-width: 1; opacity: .7; } svg .operating { fill: var(--panel); stroke: var(--ink); stroke-width: 1.5; }
)css";

/// The page around them. Nothing is fetched: system fonts only.
inline constexpr std::string_view kPageStyle = R"css(
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 "Inter", "Source Sans 3", system-ui, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; padding: 56px 28px 96px; }
h1 { font-size: 44px; line-height: 1.1; letter-spacing: -0.02em; font-weight: 650; margin: 6px 0 14px; text-wrap: balance; }
h2 { font-size: 23px; letter-spacing: -0.01em; font-weight: 620; margin: 64px 0 6px; }
p { margin: 0 0 14px; max-width: 68ch; }
.eyebrow { color: var(--soft); font-size: 14px; margin: 0; }
.lead { color: var(--soft); max-width: 68ch; }
.explain { color: var(--soft); font-size: 15px; margin-bottom: 20px; }
.explain b { color: var(--ink); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 1px; background: var(--rule);
  border: 1px solid var(--rule); border-radius: 10px; overflow: hidden; margin: 30px 0 10px; }
.figure { background: var(--panel); padding: 18px 20px; }
.figure b { display: block; font-size: 30px; line-height: 1.15; font-weight: 620; letter-spacing: -0.01em; }
.figure span { color: var(--soft); font-size: 14px; }
.panel { background: var(--panel); border: 1px solid var(--rule); border-radius: 10px; padding: 20px; overflow-x: auto; margin: 0 0 18px; }
.pair { display: flex; flex-wrap: wrap; gap: 18px; }
.pair .panel { flex: 1 1 440px; }
svg { display: block; max-width: 100%; height: auto; }
.wide svg { max-width: none; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: right; font-weight: 600; color: var(--soft); padding: 6px 10px; border-bottom: 1px solid var(--rule); vertical-align: bottom; }
td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--rule); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
th:first-child, td:first-child, .text { text-align: left; }
.dense table { font-size: 13px; } .dense th, .dense td { padding: 5px 7px; }
.dense td:first-child { white-space: normal; overflow-wrap: anywhere; min-width: 90px; }
td.wrap { white-space: normal; min-width: 180px; }
.yes { color: var(--good); font-weight: 600; } .no { color: var(--bad); } .open { color: var(--soft); }
.hit { font-weight: 600; } .chance-word { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 24px; margin: 0; font-size: 15px; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 64px; padding-top: 16px; border-top: 1px solid var(--rule); color: var(--soft); font-size: 14px; }
@media print { body { background: #fff; } .panel { break-inside: avoid; } main { padding: 0; } }
)css";

/// The page's whole style sheet, light and dark.
inline std::string styleSheet()
{
    std::string light = "\n:root { color-scheme: light dark;", dark = "@media (prefers-color-scheme: dark) { :root {";
    for (const auto& colour : kColours) {
        light += " --" + std::string(colour.name) + ": " + std::string(colour.light) + ";";
        dark += " --" + std::string(colour.name) + ": " + std::string(colour.dark) + ";";
    }
    return light + " }\n" + dark + " } }" + std::string(kPageStyle) + std::string(kChartStyle);
}

}  // namespace engine::report
