#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <clocale>
#include <cstdlib>
#include <iostream>
#include <map>
#include <stop_token>
#include <thread>

#include "app/commands/command.h"
#include "engine/core/error.h"

#define COMMAND(id)                                                                                                    \
    namespace app {                                                                                                    \
    extern const CommandEntry id##_command;                                                                            \
    }
#include "app/commands/registry.def"
#undef COMMAND

namespace {

class Bindings final : public app::CommandSink {
public:
    void bind(CLI::App* command, app::Body body) override { m_bodies[command] = std::move(body); }

    const app::Body* chosen(const CLI::App& root) const
    {
        const CLI::App* at = &root;
        while (!at->get_subcommands().empty())
            at = at->get_subcommands().front();
        const auto found = m_bodies.find(at);
        return found == m_bodies.end() ? nullptr : &found->second;
    }

private:
    std::map<const CLI::App*, app::Body> m_bodies;
};

/// Waits for SIGINT and SIGTERM in a thread of its own and turns them into a stop request, so that no handler has to be
/// async-signal-safe. A second signal ends the program at once.
void watchSignals(std::stop_source& stop)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::thread([stop, set]() mutable {
        int signal = 0;
        sigwait(&set, &signal);
        stop.request_stop();
        sigwait(&set, &signal);
        std::_Exit(app::kStopped);
    }).detach();
}

void addGlobalOptions(CLI::App& root, app::GlobalOptions& options)
{
    root.add_option("--workspace", options.workspace, "Workspace folder (default: the XDG data folder)")->type_name("DIR");
    root.add_option("--device", options.device, "auto, cpu, cuda or cuda:N (default: auto)")
        ->check([](const std::string& text) {
            const bool known = text == "auto" || text == "cpu" || text == "cuda" ||
                               (text.starts_with("cuda:") && text.size() > 5 &&
                                text.find_first_not_of("0123456789", 5) == std::string::npos);
            return known ? std::string() : "a device is auto, cpu, cuda or cuda:N, not " + text;
        });
    root.add_option("--threads", options.threads, "CPU threads (default: all)")->check(CLI::Range(1, 4096));
    root.add_option("--seed", options.seed, "Seed of everything random (default: 0)");
    root.add_flag("--json", options.json, "Print one JSON document on stdout");
    root.add_flag("--quiet", options.quiet, "No progress and no notes on stderr");
}

/// Lets every subcommand accept the global options after its name.
void fallThrough(CLI::App& command)
{
    for (auto* sub : command.get_subcommands([](CLI::App*) { return true; })) {
        sub->fallthrough();
        fallThrough(*sub);
    }
}

int run(int argc, char** argv)
{
    std::stop_source stop;
    app::CommandContext context(stop.get_token());
    CLI::App root("Tagbench without a window: from a music folder to a trained, checked and reported tagger.", "tagbench-cli");
    root.set_version_flag("--version", std::string("tagbench ") + TAGBENCH_VERSION);
    root.require_subcommand(1);
    root.footer("Exit status: 0 success, 1 failed, 2 wrong usage, 3 finished but some inputs were rejected, 130 stopped after saving.");
    addGlobalOptions(root, context.options);
    Bindings bindings;
#define COMMAND(id) app::id##_command.add(root, bindings);
#include "app/commands/registry.def"
#undef COMMAND
    fallThrough(root);

    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
        root.exit(error, std::cout, std::cerr);
        return asked ? app::kSuccess : app::kUsage;
    }
    const auto* body = bindings.chosen(root);
    if (body == nullptr) {
        std::cerr << "tagbench-cli: this command needs a subcommand; see --help\n";
        return app::kUsage;
    }
    watchSignals(stop);
    try {
        return (*body)(context);
    } catch (const engine::Cancelled&) {
        std::cerr << "tagbench-cli: stopped; what was finished is saved and the same command goes on from there\n";
        return app::kStopped;
    } catch (const CLI::ParseError& error) {
        std::cerr << "tagbench-cli: " << app::printable(error.what()) << '\n';
        return app::kUsage;
    } catch (...) {
        const auto failure = engine::describe(std::current_exception());
        std::cerr << "tagbench-cli: " << app::printable(engine::toText(failure)) << " [" << engine::errorCodeName(failure.code) << "]\n";
        return app::kFailed;
    }
}

}  // namespace

int main(int argc, char** argv)
{
    const int status = run(argc, argv);
    // A Torch library that was opened brings threads and static objects of others; there is nothing left to save here.
    std::cout.flush();
    std::fflush(nullptr);
    std::_Exit(status);
}
