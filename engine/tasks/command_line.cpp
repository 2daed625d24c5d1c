#include "engine/tasks/command_line.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

struct Wording {
    std::vector<std::string> words;                     ///< of the command
    std::string positional = {};                        ///< parameter given without an option: text, path or list of paths
    std::map<std::string, std::string> renamed = {};    ///< parameter -> option
    std::set<std::string> unsaid = {};                  ///< the command line decides these itself
};

const std::map<std::string, Wording, std::less<>>& wordings()
{
    static const std::map<std::string, Wording, std::less<>> table = {
        {"scan", {{"library", "scan"}, "folders"}},
        {"import", {{"tags", "import"}, "file", {{"columns", "--column"}}}},
        {"split", {{"split", "make"}}},
        {"prep", {{"prep", "run"}}},
        {"predict", {{"predict"}, "paths", {{"run", "--model"}}, {"taggram"}}},
        {"explain", {{"explain"}, "paths", {{"run", "--model"}}}},
        {"explain_check", {{"explain"}, "paths", {{"run", "--model"}}, {"map_job"}}},
        {"explain_nearest", {{"explain"}, "paths", {{"run", "--model"}, {"count", "--nearest"}}, {"track"}}},
        {"estimate", {{"train", "--dry-run"}}},
        {"evaluate", {{"evaluate"}, "run"}},
        {"map", {{"map"}, "run"}},
        {"index", {{"index"}, "run"}},
        {"report", {{"report"}, "run"}},
        {"classify", {{"classify"}, "", {{"models", "--model"}, {"settings", "--set"}}}},
        {"classify_final", {{"classify", "final"}}},
        {"classify_predict", {{"classify", "predict"}, "experiment"}},
        {"demo", {{"demo"}, "folder"}},
        {"analyze", {{"analyze"}, "folder"}},
        {"clean", {{"tags", "clean"}}},
        {"msd500", {{"tags", "recipe", "msd500"}, "file"}},
        {"distances", {{"tags", "distances"}, "", {}, {"stage"}}},
        {"write_tags", {{"tags", "write"}, "", {{"tracks", "--track"}, {"sources", "--source"}, {"types", "--type"}, {"fields", "--field"}}}},
        {"undo_tags", {{"tags", "undo"}}},
        {"check", {{"split", "check"}, "", {{"split", "--name"}}}},
        {"resample", {{"split", "resample"}, "wish", {{"split", "--name"}}}},
        {"merge", {{"tags", "vocabulary", "make"}}},
        {"leak_cost", {{"split", "leak-cost"}}},
        {"find_copies", {{"split", "duplicates"}}},
        {"compare_stages", {{"tags", "stages"}}},
        {"manifest", {{"prep", "manifest"}, "file"}},
        {"fetch_audio", {{"prep", "fetch"}, "", {{"budget_gb", "--budget"}}}},
        {"prune", {{"prep", "prune"}}},
        {"words_import", {{"words", "import"}, "file"}},
        {"taste_import", {{"taste", "import"}, "file"}},
        {"taste_fit", {{"taste", "fit"}, "", {{"taste", "--name"}}}},
        {"retrieval_split", {{"retrieval", "split"}}},
        {"train_retrieval", {{"retrieval", "train"}}},
        {"compare_sampling", {{"retrieval", "train", "--compare-sampling"}, "", {}, {"sampling", "balanced", "weighted"}}},
        {"test_retrieval", {{"retrieval", "test"}, "runs"}},
        {"model_import", {{"models", "import"}, "file"}},
        {"measure", {{"models", "measure"}, "architectures"}},
        {"sweep", {{"sweep"}}},
        {"train_student", {{"student"}, "teacher"}},
        {"run_export", {{"runs", "export"}, "run"}},
        {"run_import", {{"runs", "import"}, "folder"}},
        {"fetch", {{"models", "fetch"}, "checkpoint"}},
        {"model_export", {{"models", "export"}, "run"}},
        {"probe_lab", {{"probe", "run"}}},
        {"label_teach", {{"label", "train"}, "session", {}, {"learn"}}},
        {"label_simulate", {{"label", "simulate"}}},
        {"calm", {{"calm", "train"}}},
        {"calm_reconstruct", {{"calm", "reconstruct"}, "track", {{"folder", "--output"}}}},
        {"calm_codes", {{"calm", "codes"}, "tracks"}},
        {"probe_features", {{"probe", "features"}, "encoder", {{"folder", "--output"}}}},
    };
    return table;
}

/// Options of which the command line has both forms and takes the true one by itself.
const std::set<std::string> kOnByDefault = {"stratify", "import", "final", "types", "writings"};

Wording wordingOf(std::string_view task)
{
    const std::string id(findTask(task).id);
    const auto found = wordings().find(id);
    return found == wordings().end() ? Wording{{id}} : found->second;
}

bool endsInHex(const std::string& name)
{
    return name.ends_with("_hex");
}

std::string optionOf(const std::string& parameter)
{
    auto option = "--" + parameter;
    std::ranges::replace(option, '_', '-');
    return option;
}

std::string textOf(const Json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::string list;
    for (const auto& entry : value)
        list += (list.empty() ? "" : ",") + textOf(entry);
    return list;
}

void addOption(std::vector<std::string>& words, const std::string& option, std::string value)
{
    if (!value.starts_with('-')) {
        words.push_back(option);
        words.push_back(std::move(value));
    } else {
        words.push_back(option + "=" + value);   // else it would be read as the next option
    }
}

void addParameter(std::vector<std::string>& words, const std::string& option, const std::string& name, const Json& parameters)
{
    const auto& value = parameters[name];
    if (value.is_null() || value == "") return;
    if (value.is_boolean()) {
        if (value.get<bool>()) words.push_back(option);
        else if (kOnByDefault.contains(name)) words.push_back("--no-" + option.substr(2));
    } else if (value.is_object()) {
        for (const auto& [key, entry] : value.items())
            addOption(words, option, key + "=" + textOf(entry));
    } else if (value.is_array() && !value.empty() && value.front().is_string()) {
        for (const auto& entry : value)   // names may hold commas
            addOption(words, option, textOf(entry));
    } else if (parameters.contains(name + "_hex")) {
        addOption(words, option, pathOf(parameters, name).native());
    } else if (!value.is_array() || !value.empty()) {
        addOption(words, option, textOf(value));
    }
}

std::vector<std::string> positionalsOf(const Json& parameters, const std::string& name)
{
    std::vector<std::string> values;
    if (name.empty() || !parameters.contains(name) || parameters[name].is_null() || parameters[name] == "") return values;
    if (parameters[name].is_array())
        for (const auto& path : pathsOf(parameters, name))
            values.push_back(path.native());
    else if (parameters[name].is_string())
        values.push_back(pathOf(parameters, name).native());
    else
        values.push_back(parameters[name].dump());
    return values;
}

bool needsNoQuotes(const std::string& word)
{
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,=+@%";
    return !word.empty() && word.find_first_not_of(kPlain) == std::string::npos;
}

std::string quoted(const std::string& word)
{
    if (needsNoQuotes(word)) return word;
    // What displayText leaves alone is text without controls and direction marks, which could make a line look like another one.
    if (store::displayText(word) == word) {
        std::string safe = "'";
        for (const char c : word)
            safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
        return safe + "'";
    }
    std::string bytes = "$'";
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        std::array<char, 5> code{};
        std::snprintf(code.data(), code.size(), "\\x%02x", byte);
        if (c == '\'' || c == '\\') bytes += std::string("\\") + c;
        else if (byte < 0x20 || byte >= 0x7f) bytes += code.data();
        else bytes += c;
    }
    return bytes + "'";
}

}  // namespace

std::vector<std::string> commandArguments(std::string_view task, const Json& parameters, const CommandSettings& settings)
{
    const auto wording = wordingOf(task);
    std::vector<std::string> words;
    if (!settings.workspace.empty()) addOption(words, "--workspace", settings.workspace.native());
    if (settings.device != "auto" && !parameters.contains("device")) addOption(words, "--device", settings.device);
    if (settings.threads > 0) addOption(words, "--threads", std::to_string(settings.threads));
    words.insert(words.end(), wording.words.begin(), wording.words.end());
    const auto positionals = positionalsOf(parameters, wording.positional);
    const bool likeOptions = std::ranges::any_of(positionals, [](const std::string& text) { return text.starts_with('-'); });
    if (!likeOptions) words.insert(words.end(), positionals.begin(), positionals.end());
    for (const auto& [name, value] : parameters.items()) {
        if (name == "then" || name == wording.positional || wording.unsaid.contains(name) || endsInHex(name)) continue;
        const auto renamed = wording.renamed.find(name);
        addParameter(words, renamed == wording.renamed.end() ? optionOf(name) : renamed->second, name, parameters);
    }
    if (task == "predict" && positionals.empty()) words.push_back("--library");
    if (likeOptions) {
        words.push_back("--");   // the words after it are no options
        words.insert(words.end(), positionals.begin(), positionals.end());
    }
    return words;
}

std::string shellLine(const std::vector<std::string>& words)
{
    std::string line;
    for (const auto& word : words)
        line += (line.empty() ? "" : " ") + quoted(word);
    return line;
}

std::string commandLine(std::string_view task, const Json& parameters, const CommandSettings& settings)
{
    // Who can paint, and who has the translations.
    const bool byWindow = task == "report" && (parameters.value("format", std::string()) == "pdf" || parameters.contains("language"));
    auto words = commandArguments(task, parameters, settings);
    words.insert(words.begin(), byWindow ? "tagbench" : "tagbench-cli");
    return shellLine(words);
}

}  // namespace engine::tasks
