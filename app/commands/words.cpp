#include <ostream>

#include "app/commands/task_command.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"

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
    sink.bind(words->add_subcommand("list", "List the sets of word vectors in the workspace."), listWords);
}

}  // namespace

extern const CommandEntry words_command;
const CommandEntry words_command{add};

}  // namespace app
