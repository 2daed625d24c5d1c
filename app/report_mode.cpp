#include "app/report_mode.h"

#include <iostream>

#include <QGuiApplication>
#include <QTranslator>

#include "engine/core/error.h"
#include "engine/report/charts.h"
#include "engine/store/workspace.h"
#include "engine/tasks/report_values.h"
#include "ui/charts/drawing_painter.h"
#include "ui/report/pdf.h"
#include "ui/report/report_language.h"

namespace app {

namespace {

/// The charts as pictures beside those that the task writes.
engine::Json writePictures(const engine::report::TagReport& values, const std::filesystem::path& folder, const engine::Language& language)
{
    engine::Json files = engine::Json::array();
    for (const auto& chart : engine::report::reportCharts(values, language)) {
        const auto path = folder / (chart.id + ".png");
        ui::writePng(chart.drawing, path);
        files.push_back(path.string());
    }
    return files;
}

int paintReport(CommandContext& context, const ReportOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto run = workspace.runs().resolve(options.run);
    const auto part = engine::partFromName(options.part);
    const auto values = engine::tasks::composeReport(engine::tasks::readReport(workspace, run, part, engine::tasks::ReportScope::Everything));
    engine::Json document{{"run", engine::value(run.id)}, {"part", engine::partName(part)}, {"format", options.format}};
    const auto output = options.output.empty() ? engine::tasks::reportPath(workspace, run, part, options.format) : std::filesystem::absolute(options.output);
    ui::writePdf(values, output, context.language);
    document["path"] = output.string();
    if (!options.charts.empty()) {
        const auto folder = std::filesystem::absolute(options.charts);
        engine::tasks::writeCharts(values, folder, context.language);
        document["charts"] = writePictures(values, folder, context.language);
    }
    context.result(document, [&](std::ostream& out) { out << printable(output.string()) << '\n'; });
    return kSuccess;
}

/// English needs no words; any other must have a file.
engine::Language languageOf(const std::string& code, QTranslator& translator)
{
    if (code == "en") return {};
    if (!translator.load(QStringLiteral(":/i18n/tagbench_") + QString::fromStdString(code)) || !QCoreApplication::installTranslator(&translator))
        throw engine::Error(engine::ErrorCode::NotFound, code, "Tagbench does not speak this language; it knows en and fr");
    return ui::windowLanguage();
}

}  // namespace

void addReportMode(CLI::App& root, ReportMode& mode)
{
    auto* command = root.add_subcommand("report", "Write the tag report of an evaluated run, without a window: html, csv, json or pdf.");
    addReportOptions(*command, mode.options);
    command->add_option("--language", mode.language, "Of the words of html, pdf and charts: en, fr (csv and json are English)")->capture_default_str()->type_name("CODE");
    command->add_flag("--json", mode.json, "Print one JSON document on stdout");
    command->add_flag("--quiet", mode.quiet, "No notes on stderr");
    command->fallthrough();   // --workspace may stand behind it, too
    command->callback([&mode] { mode.wanted = true; });
}

int runReportMode(const GlobalOptions& global, const ReportMode& mode)
{
    CommandContext context{std::stop_token()};
    context.options = global;
    context.options.json = mode.json;
    context.options.quiet = mode.quiet;
    // Painting needs fonts, not a screen.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int count = 1;
    char name[] = "tagbench";
    char* names[] = {name, nullptr};
    const QGuiApplication application(count, names);
    try {
        QTranslator translator;
        context.language = languageOf(mode.language, translator);
        return mode.options.format == "pdf" ? paintReport(context, mode.options) : writeReport(context, mode.options);
    } catch (...) {
        const auto failure = engine::describe(std::current_exception());
        std::cerr << "tagbench: " << printable(engine::toText(failure)) << " [" << engine::errorCodeName(failure.code) << "]\n";
        return kFailed;
    }
}

}  // namespace app
