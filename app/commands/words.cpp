#include <algorithm>
#include <iomanip>
#include <ostream>
#include <set>
#include <sstream>

#include "app/commands/task_command.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/word_sets.h"

namespace app {

namespace {

using engine::Json;

struct WordsOptions {
    std::filesystem::path file;
    std::string name;
    std::size_t most = 200'000, dimension = 50;
    bool fromTags = false;
};

void showImportedWords(std::ostream& out, const Json& document)
{
    out << "Word vectors \"" << printable(document["name"].get<std::string>()) << "\": " << document["words"] << " words of " << document["dimension"] << " numbers; "
        << document["tags_with_vector"] << " of " << document["tags"] << " tags of the library have a vector\n";
}

int listWords(CommandContext& context)
{
    auto workspace = engine::store::Workspace::openOrCreate(context.workspaceFolder());
    Json document{{"sets", Json::array()}};
    for (const auto& set : workspace.words().list())
        document["sets"].push_back({{"name", set.name}, {"source", set.source}, {"words", set.words}, {"dimension", set.dimension}});
    context.result(document, [&](std::ostream& out) {
        for (const auto& set : document["sets"])
            out << printable(set["name"].get<std::string>()) << ": " << set["words"] << " words of " << set["dimension"] << " numbers, from "
                << printable(set["source"].get<std::string>()) << '\n';
        if (document["sets"].empty()) out << "No word vectors yet; words import FILE takes some in.\n";
    });
    return kSuccess;
}

struct NearOptions {
    std::string word;
    std::vector<std::string> sets;
    std::size_t count = 15;
};

/// Nearest tags by each set, side by side.
void showNear(std::ostream& out, const Json& document)
{
    constexpr int kWidth = 34;
    std::size_t rows = 0;
    for (const auto& set : document["sets"]) {
        out << std::left << std::setw(kWidth) << printable(set["set"].get<std::string>());
        rows = std::max(rows, set["tags"].size());
    }
    for (std::size_t row = 0; row < rows; ++row) {
        out << '\n';
        for (const auto& set : document["sets"]) {
            std::ostringstream cell;
            if (row < set["tags"].size())
                cell << std::fixed << std::setprecision(3) << set["tags"][row]["distance"].get<double>() << "  " << printable(set["tags"][row]["tag"].get<std::string>());
            else if (row == 0) cell << "does not know the word";
            out << std::left << std::setw(kWidth) << cell.str();
        }
    }
    out << '\n';
}

int nearTags(CommandContext& context, const NearOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    std::vector<std::string> tags;
    std::set<std::string> known;
    for (const auto& tag : workspace.tags().list())
        if (tag.tracks > 0 && known.insert(tag.name).second) tags.push_back(tag.name);
    Json document{{"word", options.word}, {"sets", Json::array()}};
    std::string names;
    for (const auto& set : engine::tasks::wordSetsForSearch(workspace, context.control())) {
        names += (names.empty() ? "" : ", ") + set.name;
        if (!options.sets.empty() && std::ranges::find(options.sets, set.name) == options.sets.end()) continue;
        Json row{{"set", set.name}, {"tags", Json::array()}};
        for (const auto& near : engine::tasks::nearestTags(set, options.word, tags, options.count).value_or(std::vector<engine::tasks::NearTag>{}))
            row["tags"].push_back({{"tag", tags[near.tag]}, {"distance", 1 - near.closeness}});
        document["sets"].push_back(std::move(row));
    }
    if (document["sets"].empty() || document["sets"].size() < options.sets.size())
        throw engine::Error(engine::ErrorCode::NotFound, "word vectors", names.empty() ? "there are none yet; words import takes some in" : "there is no such set; there are " + names);
    context.result(document, [&](std::ostream& out) { showNear(out, document); });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* words = root.add_subcommand("words", "Word vectors, by which words are found that were never a tag.")->require_subcommand(1);
    const auto options = std::make_shared<WordsOptions>();
    auto* import = words->add_subcommand("import",
                                         "Take word vectors in: word2vec (text or binary), GloVe or fastText files, told apart by their content. Without a file of your own "
                                         "--from-tags makes vectors of the library's tags: tags on the same tracks lie near each other, but such vectors know no "
                                         "other word, and little of tags with few tracks.");
    auto* file = import->add_option("FILE", options->file, "The vectors")->type_name("FILE");
    import->add_option("--name", options->name, "Name of the set (default: the file's)");
    auto* most = import->add_option("--most", options->most, "Keep so many of the first (most frequent) words, and those the library's tags ask for (0: all)")->capture_default_str();
    auto* fromTags = import->add_flag("--from-tags", options->fromTags, "Make them of the library's own tags")->excludes(file)->excludes(most);
    import->add_option("--dimension", options->dimension, "Numbers of a vector made of tags, at most")->check(CLI::Range(1, 1000))->needs(fromTags)->capture_default_str();
    import->callback([file, fromTags] {
        if (file->count() + fromTags->count() == 0) throw CLI::RequiredError("FILE or --from-tags");
    });
    sink.bind(import, [options](CommandContext& context) {
        Json parameters = options->fromTags ? Json{{"from_tags", true}, {"dimension", options->dimension}} : Json{{"most", options->most}};
        if (!options->fromTags) engine::tasks::putPath(parameters, "file", options->file);
        if (!options->name.empty()) parameters["name"] = options->name;
        return runTask(context, "words_import", parameters, showImportedWords);
    });
    const auto near = std::make_shared<NearOptions>();
    auto* nearest = words->add_subcommand("near", "The library's tags nearest to a word, by every set of word vectors side by side; distance = 1 - cosine.");
    nearest->add_option("WORD", near->word, "Any word")->required();
    nearest->add_option("--set", near->sets, "Only by this set; may be repeated")->allow_extra_args(false);
    nearest->add_option("-k,--k", near->count, "How many tags")->check(CLI::Range(1, 100000))->capture_default_str();
    sink.bind(nearest, [near](CommandContext& context) { return nearTags(context, *near); });
    sink.bind(words->add_subcommand("list", "List the sets of word vectors in the workspace."), listWords);
}

}  // namespace

extern const CommandEntry words_command;
const CommandEntry words_command{add};

}  // namespace app
