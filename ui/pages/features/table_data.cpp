#include "ui/pages/features/table_data.h"

#include <algorithm>
#include <map>

#include "engine/classic/correlation.h"
#include "engine/core/csv.h"
#include "engine/store/workspace.h"
#include "engine/tasks/classify_source.h"

namespace ui::features {

namespace {

constexpr int kProbedRows = 200;   // enough to tell numbers from words

LibraryOffer readOffer(StoreThread::Workspace& workspace)
{
    LibraryOffer offer;
    offer.tracks = workspace.tracks().count();
    for (const auto& set : workspace.features().sets()) {
        if (set.level != "song" || set.tracks == 0) continue;
        QStringList columns;
        for (const auto& column : set.columns)
            columns << QString::fromStdString(column);
        offer.sets.push_back({QString::fromStdString(set.name), QString::fromStdString(set.hash), set.tracks, columns});
    }
    std::map<std::string, int> types;
    for (const auto& tag : workspace.tags().list())
        if (tag.tracks > 1 && !tag.type.empty() && tag.type != "junk") ++types[tag.type];
    for (const auto& [type, tags] : types)
        if (tags > 1) offer.labelTypes.emplace_back(QString::fromStdString(type), tags);
    return offer;
}

bool looksLikeClass(const QString& name)
{
    static const QStringList words{QStringLiteral("label"), QStringLiteral("class"), QStringLiteral("genre"), QStringLiteral("target")};
    return words.contains(name.toLower());
}

CsvOffer readColumns(const std::filesystem::path& file)
{
    CsvOffer offer;
    try {
        engine::CsvReader reader(file);
        engine::CsvRow row;
        if (!reader.next(row)) throw engine::Error(engine::ErrorCode::TooShort, file.string(), "the table is empty");
        for (const auto& field : row.fields)
            offer.columns.push_back({QString::fromStdString(field), true});
        for (int count = 0; count < kProbedRows && reader.next(row); ++count)
            for (std::size_t c = 0; c < offer.columns.size() && c < row.fields.size(); ++c) {
                double number = 0;
                if (!engine::classic::readNumber(row.fields[c], number)) offer.columns[c].isNumber = false;
            }
        const auto named = std::ranges::find_if(offer.columns, [](const auto& column) { return looksLikeClass(column.name); });
        const auto words = std::ranges::find_if(offer.columns.rbegin(), offer.columns.rend(), [](const auto& column) { return !column.isNumber; });
        if (named != offer.columns.end()) offer.label = named->name;
        else if (words != offer.columns.rend()) offer.label = words->name;
    } catch (const engine::Error&) {
        offer.columns.clear();
        offer.failure = failureText(engine::describe(std::current_exception()));
    }
    return offer;
}

std::pair<TablePtr, QString> readTable(StoreThread::Workspace& workspace, const engine::Json& parameters)
{
    try {
        auto source = engine::tasks::classifySource(parameters, workspace);
        auto loaded = std::make_shared<LoadedTable>();
        loaded->table = std::move(source.table);
        loaded->parameters = parameters;
        loaded->description = std::move(source.description);
        loaded->hash = engine::tasks::tableHash(loaded->table);
        loaded->health = engine::classic::healthOf(loaded->table);
        engine::RunControl control;
        loaded->correlations = engine::classic::correlations(loaded->table, control);
        loaded->plane = engine::classic::planeOf(loaded->table);
        return {loaded, {}};
    } catch (const engine::Error&) {
        return {nullptr, failureText(engine::describe(std::current_exception()))};
    }
}

}  // namespace

TableReader::TableReader(const StoreThread& window, QObject* parent) : QObject(parent), m_folder(window.workspaceFolder()) {}

StoreThread& TableReader::store()
{
    if (m_store == nullptr) m_store = new StoreThread(m_folder, this);
    return *m_store;
}

void TableReader::askOffer(std::function<void(LibraryOffer)> answer)
{
    store().ask(this, "offer", readOffer, std::move(answer));
}

void TableReader::askColumns(const std::filesystem::path& file, std::function<void(CsvOffer)> answer)
{
    store().ask(this, "columns", [file](StoreThread::Workspace&) { return readColumns(file); }, std::move(answer));
}

void TableReader::askTable(const engine::Json& parameters, std::function<void(TablePtr, QString)> answer)
{
    store().ask(
        this, "table", [parameters](StoreThread::Workspace& workspace) { return readTable(workspace, parameters); },
        [answer = std::move(answer)](const std::pair<TablePtr, QString>& made) { answer(made.first, made.second); });
}

void TableReader::askBoxes(const TablePtr& table, std::size_t column, std::function<void(std::vector<engine::classic::BoxSummary>)> answer)
{
    store().ask(this, "boxes", [table, column](StoreThread::Workspace&) { return engine::classic::boxesOf(table->table, column); }, std::move(answer));
}

}  // namespace ui::features
