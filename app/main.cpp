#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QStatusBar>
#include <QTimer>
#include <QTranslator>

#include "app/commands/command.h"
#include "app/composition.h"
#include "app/report_mode.h"
#include "app/single_instance.h"
#include "engine/core/error.h"
#include "engine/core/resources.h"
#include "ui/pages/page.h"
#include "ui/window/preferences.h"

namespace {

struct Arguments {
    app::GlobalOptions global;
    std::vector<std::filesystem::path> paths;
    bool demo = false;
    std::string page, screenshot, style, size = "1280x800";
    app::ReportMode report;
};

std::vector<std::string> pageNames()
{
    std::vector<std::string> names;
    for (const auto* page : ui::pages())
        names.emplace_back(page->name);
    return names;
}

/// Empty = go on; otherwise the exit status.
std::optional<int> parse(int argc, char** argv, Arguments& arguments)
{
    CLI::App root("Tagbench: from a folder of music to a trained, checked and explained tagger.", "tagbench");
    root.set_version_flag("--version", std::string("tagbench ") + TAGBENCH_VERSION);
    root.add_option("paths", arguments.paths, "Folders to add to the library, or one audio file to look at")->type_name("PATH");
    root.add_option("--workspace", arguments.global.workspace, "Workspace folder (default: the XDG data folder)")->type_name("DIR");
    root.add_option("--device", arguments.global.device, "auto, cpu, cuda or cuda:N (default: auto)");
    root.add_option("--threads", arguments.global.threads, "CPU threads (default: all)")->check(CLI::Range(1, 4096));
    root.add_flag("--demo", arguments.demo, "Make the demo library and run the whole way on it");
    root.add_option("--page", arguments.page, "Page to show first")->check(CLI::IsMember(pageNames()));
    root.add_option("--screenshot", arguments.screenshot, "Save a picture of the window when nothing runs any more, and quit")->type_name("FILE.png");
    root.add_option("--size", arguments.size, "Size of the window for --screenshot, as 1280x800")->check([](const std::string& text) {
        int width = 0, height = 0;
        return std::sscanf(text.c_str(), "%dx%d", &width, &height) == 2 ? std::string() : "a size is WIDTHxHEIGHT, not " + text;
    });
    root.add_option("--style", arguments.style, "Look of the window for --screenshot")->check(CLI::IsMember({"light", "dark"}));
    app::addReportMode(root, arguments.report);
    try {
        root.parse(argc, argv);
        return {};
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
        root.exit(error, std::cout, std::cerr);
        return asked ? app::kSuccess : app::kUsage;
    }
}

/// SIGINT and SIGTERM close the program as Ctrl+Q does, without the question. Blocked before any thread starts.
void watchSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::thread([set] {
        int signal = 0;
        sigwait(&set, &signal);
        // Not quit(), which closes the windows first: they would ask.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [] { QCoreApplication::exit(app::kSuccess); }, Qt::QueuedConnection);
    }).detach();
}

/// The command line wins over what the settings dialog kept.
void takePreferences(const ui::Preferences& preferences, app::GlobalOptions& options)
{
    if (options.workspace.empty() && !preferences.workspace.isEmpty())
        options.workspace = std::filesystem::path(QFile::encodeName(preferences.workspace).toStdString());
    if (options.threads == 0) options.threads = preferences.threads;
    if (options.device == "auto") options.device = preferences.device.toStdString();
}

void installTranslation(QTranslator& translator, const QString& language)
{
    if (!language.isEmpty()) QLocale::setDefault(QLocale(language));
    // Qt's own words, in dialogs of files and messages.
    static QTranslator qtsOwn;
    if (qtsOwn.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtsOwn);
    // English, too, has a file: its plural forms.
    if (translator.load(QLocale(), QStringLiteral("tagbench"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        translator.load(QStringLiteral(":/i18n/tagbench_en")))
        QCoreApplication::installTranslator(&translator);
}

/// Waits until nothing has been going on for a while, saves the picture and quits.
void takePicture(app::Composition& composition, const Arguments& arguments)
{
    constexpr int kPeriodMs = 100, kQuietTurns = 20;
    auto& window = composition.window();
    int width = 0, height = 0;
    std::sscanf(arguments.size.c_str(), "%dx%d", &width, &height);
    window.resize(width, height);
    if (!arguments.style.empty())
        composition.theme().apply(arguments.style == "dark" ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    auto* timer = new QTimer(&window);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, timer, quiet = 0, file = arguments.screenshot]() mutable {
        quiet = window.isIdle() ? quiet + 1 : 0;
        if (quiet < kQuietTurns) return;
        timer->stop();
        const bool saved = window.grab().save(QFile::decodeName(file.c_str()));
        if (!saved) std::cerr << "tagbench: " << file << " cannot be written\n";
        QCoreApplication::exit(saved ? app::kSuccess : app::kFailed);
    });
    timer->start(kPeriodMs);
}

int run(QApplication& application, const Arguments& arguments)
{
    app::CommandContext context{std::stop_token()};
    const auto notice = ui::repairSettings();
    const auto preferences = ui::Preferences::read();
    context.options = arguments.global;
    takePreferences(preferences, context.options);
    const auto workspace = context.workspaceFolder();
    const bool picture = !arguments.screenshot.empty();
    app::SingleInstance instance(workspace);
    if (!picture && instance.handOver(arguments.paths)) return app::kSuccess;
    QTranslator translator;
    installTranslation(translator, preferences.language);
    app::Composition composition({workspace, context.options.threads, context.options.device});
    auto& window = composition.window();
    if (!notice.isEmpty()) window.statusBar()->showMessage(notice);
    if (!picture)
        instance.listen([&window](const app::SingleInstance::Paths& paths) {
            window.open(paths);
            window.raise();
            window.activateWindow();
        });
    if (!arguments.page.empty()) window.showPage(QString::fromStdString(arguments.page));
    if (!arguments.paths.empty()) window.open(arguments.paths);
    if (arguments.demo) window.startDemo();
    if (picture) takePicture(composition, arguments);
    window.show();
    return application.exec();
}

}  // namespace

int main(int argc, char** argv)
{
    Arguments arguments;
    if (const auto status = parse(argc, argv, arguments)) return *status;
    watchSignals();
    if (arguments.report.wanted) return app::runReportMode(arguments.global, arguments.report);
    // Qt gets the name alone: it would take --style for its own.
    int qtArguments = 1;
    QApplication application(qtArguments, argv);
    // Two different names, else Qt doubles them in the data folder.
    QCoreApplication::setOrganizationName(QStringLiteral("Tagbench"));
    QCoreApplication::setApplicationName(QStringLiteral("tagbench"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TAGBENCH_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.tagbench.Tagbench"));
    try {
        const auto icon = engine::resourceFolder() / "icons" / "org.tagbench.Tagbench.svg";
        application.setWindowIcon(QIcon(QFile::decodeName(icon.c_str())));
        return run(application, arguments);
    } catch (...) {
        const auto failure = engine::describe(std::current_exception());
        std::cerr << "tagbench: " << app::printable(engine::toText(failure)) << " [" << engine::errorCodeName(failure.code) << "]\n";
        return app::kFailed;
    }
}
