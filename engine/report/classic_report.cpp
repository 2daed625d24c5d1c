#include "engine/report/classic_report.h"

#include <algorithm>

#include "engine/core/atomic_file.h"
#include "engine/report/charts.h"
#include "engine/report/escape.h"
#include "engine/report/html_parts.h"

namespace engine::report {

namespace {

// What the engine says of an experiment (plans, warnings, reasons) is kept in English in its document; so is the page around it.
const Language kEnglish;

std::string said(std::string_view text)
{
    return html::explain(escaped(text));
}

std::string measure(const Json& number, int decimals = 3)
{
    return number.is_number() ? fixed(number.get<double>(), decimals) : "n/a";
}

std::string classicTitle(const ClassicReport& report)
{
    const auto& document = report.document;
    if (document.contains("final")) return "Final model: " + document["final"]["model"].get<std::string>();
    return document["name"].get<std::string>();
}

/// "random folds .767 (.72 to .82)" as figures, and the score that does not know the artists beside it.
std::string classicOpening(const ClassicReport& report)
{
    const auto& document = report.document;
    const auto best = report.models.front();
    const auto& model = document["models"][best];
    std::string html = "<p class=\"eyebrow\">Classic models &middot; experiment " + std::to_string(document["experiment"].get<std::int64_t>()) + "</p>\n<h1>" +
                       escaped(classicTitle(report)) + "</h1>\n<p class=\"lead\">" + escaped(std::to_string(document["health"]["rows"].get<std::size_t>())) + " rows of " +
                       escaped(std::to_string(document["features"].size())) + " features, " + escaped(std::to_string(document["classes"].size())) + " classes. " +
                       isolated(document["plan"].get<std::string>()) + ". Ranked by " + escaped(document["deciding"].get<std::string>()) + ".</p>\n<div class=\"figures\">\n";
    html += html::figure(measure(model["accuracy"]["mean"]), "mean accuracy of " + best);
    html += html::figure(measure(model["accuracy"]["min"], 2) + " to " + measure(model["accuracy"]["max"], 2), "lowest and highest round");
    html += html::figure(measure(model["macro"]["recall"]), "macro recall");
    html += html::figure(measure(model["macro"]["roc_auc"]), "macro ROC-AUC, one against all");
    const auto& partition = document["partition"];
    if (!partition.is_null() && partition["models"].contains(best)) html += html::figure(measure(partition["models"][best]["accuracy"]["mean"]), "accuracy with artists apart");
    html += "</div>\n";
    for (const auto& warning : document["warnings"])
        html += said(warning.get<std::string>());
    return html;
}

std::string reasons(const Json& document)
{
    if (!document.contains("final")) return {};
    const auto& final = document["final"];
    auto html = html::heading("Why this one");
    if (const auto said = final["reasons"]["said"].get<std::string>(); !said.empty()) html += "<p>" + isolated(said) + "</p>\n";
    html += "<ul>\n";
    for (const auto& fact : final["reasons"]["facts"])
        html += "<li>" + isolated(fact.get<std::string>()) + "</li>\n";
    return html + "</ul>\n" + said(final["fitted_on"].get<std::string>());
}

std::string modelTable(const Json& document, const std::string& chosen)
{
    const auto& partition = document["partition"];
    auto html = html::heading("Models side by side") + said("Accuracy is the mean over the rounds; precision, recall, F1 and ROC-AUC are means over the classes of all "
                                                                     "rounds together. Artists apart: no artist is learnt from and examined on.");
    html += "<div class=\"panel dense\"><table>\n<tr><th>Model</th><th>Accuracy</th><th>Lowest</th><th>Highest</th><th>Precision</th><th>Recall</th><th>F1</th><th>ROC-AUC</th>"
            "<th>Artists apart</th><th>CPU s</th></tr>\n";
    for (const auto& id : document["ranking"]) {
        const auto name = id.get<std::string>();
        const auto& model = document["models"][name];
        const bool apart = !partition.is_null() && partition["models"].contains(name);
        html += "<tr>" + html::cell(name == chosen ? "<span class=\"hit\">" + escaped(name) + "</span>" : escaped(name));
        for (const auto* key : {"mean", "min", "max"})
            html += html::cell(measure(model["accuracy"][key]));
        for (const auto* key : {"precision", "recall", "f1", "roc_auc"})
            html += html::cell(measure(model["macro"][key]));
        html += html::cell(apart ? measure(partition["models"][name]["accuracy"]["mean"]) : "-") + html::cell(measure(model["seconds"], 2)) + "</tr>\n";
    }
    return html + "</table></div>\n";
}

std::string perClass(const Json& model)
{
    std::string html = "<div class=\"panel dense\"><table>\n<tr><th>Class</th><th>Precision</th><th>Recall</th><th>F1</th><th>ROC-AUC</th><th>Rows</th></tr>\n";
    for (const auto& row : model["per_class"]) {
        html += "<tr>" + html::cell(isolated(row["class"].get<std::string>()));
        for (const auto* key : {"precision", "recall", "f1", "roc_auc"})
            html += html::cell(measure(row[key]));
        html += html::cell(std::to_string(row["support"].get<std::size_t>())) + "</tr>\n";
    }
    return html + "</table></div>\n";
}

std::string modelInFull(const ClassicReport& report, std::size_t place)
{
    const auto& name = report.models[place];
    const auto& model = report.document["models"][name];
    auto html = html::heading(name + ", class by class") + said("Each class against all others, over all rows examined.") + perClass(model);
    html += html::panel(kEnglish, classConfusion(model["confusion"], report.document["classes"].get<std::vector<std::string>>()));
    if (place < report.values.size())
        html += "<div class=\"pair\">" + html::panel(kEnglish, rocCurves(report.values[place])) + html::panel(kEnglish, precisionRecallCurves(report.values[place])) + "</div>\n";
    return html;
}

std::string importancePart(const Json& document)
{
    if (!document.contains("final")) return {};
    const auto& final = document["final"];
    const auto& basis = final["importance_of"];
    return html::heading("Features that matter") +
           said("Each feature's values were shuffled among " + std::to_string(basis["rows"].get<std::size_t>()) + " rows, " + basis["basis"].get<std::string>() + ", " +
                         std::to_string(basis["repeats"].get<std::size_t>()) + " times in all. Features that say the same share their worth: shuffling one of them costs little.") +
           html::panel(kEnglish, importanceBars(final["importance"], basis["metric"].get<std::string>()));
}

std::string classicRecipe(const ClassicReport& report)
{
    const auto& document = report.document;
    const auto& model = document["models"][report.models.front()];
    return html::heading("How to repeat it") +
           html::definitions({{"Table", document["table"].get<std::string>()}, {"Table's hash", document["table_hash"].get<std::string>()}, {"Plan", document["plan"].get<std::string>()},
                              {"Settings", document.contains("final") ? document["final"]["settings"].dump() : model["settings"].dump()},
                              {"Deciding metric", document["deciding"].get<std::string>()}, {"Seed", std::to_string(document["seed"].get<std::uint64_t>())},
                              {"Date", report.date}, {"Program", "Tagbench " + document["version"].get<std::string>()}});
}

}  // namespace

std::string toHtml(const ClassicReport& report)
{
    auto html = classicOpening(report) + reasons(report.document) + modelTable(report.compared.is_null() ? report.document : report.compared, report.models.front());
    for (std::size_t place = 0; place < report.models.size(); ++place)
        html += modelInFull(report, place);
    html += importancePart(report.document);
    if (!report.tree.empty())
        html += html::heading("A tree of it") + said("The first tree, cut below four questions; a yes goes left. Values are in the features' own units.") +
                html::panel(kEnglish, report.tree, "panel wide");
    return html::page(kEnglish, classicTitle(report), html + classicRecipe(report), report.programVersion, report.date);
}

void writeHtml(const ClassicReport& report, const std::filesystem::path& path)
{
    writeFileAtomically(path, toHtml(report));
}

}  // namespace engine::report
