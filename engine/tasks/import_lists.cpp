#include "engine/tasks/import_lists.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;

std::string nameOfRow(const dataset::ImportRow& row)
{
    std::string name;
    for (const auto& id : row.ids)
        name += (name.empty() ? "" : ", ") + id;
    if (!name.empty() || row.title.empty()) return name;
    return row.artist.empty() ? row.title : row.artist + " - " + row.title;
}

}  // namespace

std::string_view rowFateName(RowFate fate)
{
    constexpr std::array<std::string_view, 5> kNames{"matched", "missing", "unreadable", "duplicates", "refused"};
    return kNames[static_cast<std::size_t>(fate)];
}

std::filesystem::path ImportLists::fileOf(const std::filesystem::path& folder, RowFate fate)
{
    return folder / (std::string(rowFateName(fate)) + ".csv");
}

ImportLists::ImportLists(std::filesystem::path folder)
{
    std::filesystem::create_directories(folder);
    for (const auto fate : kRowFates) {
        auto& list = listOf(fate);
        list.file = std::make_unique<AtomicFile>(fileOf(folder, fate));
        list.rows.text("line");
        if (fate != RowFate::Refused)
            for (const char* column : {"path", "name", "track", "track_path"})
                list.rows.text(column);
        list.rows.text("remark").endRow();
    }
}

void ImportLists::flush(List& list)
{
    list.file->write(list.rows.document());
    list.rows = CsvWriter();
}

void ImportLists::add(RowFate fate, const dataset::ImportRow& row, const std::string& trackId, const std::string& trackPath, const std::string& remark)
{
    auto& list = listOf(fate);
    list.rows.integer(row.line).text(row.path).text(nameOfRow(row)).text(trackId).text(trackPath).text(remark).endRow();
    if (list.rows.document().size() >= kBufferBytes) flush(list);
}

void ImportLists::refuse(std::int64_t line, const std::string& reason)
{
    auto& list = listOf(RowFate::Refused);
    list.rows.integer(line).text(reason).endRow();
    if (list.rows.document().size() >= kBufferBytes) flush(list);
}

void ImportLists::commit()
{
    for (auto& list : m_lists) {
        flush(list);
        list.file->commit();
    }
}

}  // namespace engine::tasks
