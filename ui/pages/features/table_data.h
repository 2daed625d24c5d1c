#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QString>
#include <QStringList>

#include "engine/classic/box_summary.h"
#include "engine/classic/health.h"
#include "engine/classic/plane.h"
#include "engine/classic/table.h"
#include "engine/core/json.h"
#include "ui/store/store_thread.h"

namespace ui::features {

/// A table with all that the page says of it. Never changed once made.
struct LoadedTable {
    engine::classic::Table table;
    engine::Json parameters;               ///< the source's, as the task classify takes them
    engine::Json description;              ///< what classifySource() says of it
    std::string hash;                      ///< as experiments note it: equal tables have equal ones
    engine::classic::HealthCard health;
    std::vector<double> correlations;      ///< [columns, columns]
    engine::classic::Plane plane;
};
using TablePtr = std::shared_ptr<const LoadedTable>;

/// What the library has to choose from.
struct LibraryOffer {
    struct Set {
        QString name, hash;
        qlonglong tracks = 0;
        QStringList columns;
    };
    std::vector<Set> sets;                              ///< of songs, newest first
    std::vector<std::pair<QString, int>> labelTypes;    ///< tag types with at least two tags, and how many
    qlonglong tracks = 0;                               ///< of the library
};

/// The columns of a CSV file, by its first rows.
struct CsvOffer {
    struct Column {
        QString name;
        bool isNumber = false;
    };
    std::vector<Column> columns;
    QString label;     ///< the one that looks like the class; empty = none does
    QString failure;
};

/// Reads and computes on a thread of its own with a connection of its own: a table of a large library must not hold up the other pages.
/// Of each kind of question the newest is answered.
class TableReader : public QObject {
    Q_OBJECT
public:
    explicit TableReader(const StoreThread& window, QObject* parent = nullptr);

    void askOffer(std::function<void(LibraryOffer)> answer);
    void askColumns(const std::filesystem::path& file, std::function<void(CsvOffer)> answer);
    /// parameters: those of the task classify that say which table.
    void askTable(const engine::Json& parameters, std::function<void(TablePtr, QString failure)> answer);
    void askBoxes(const TablePtr& table, std::size_t column, std::function<void(std::vector<engine::classic::BoxSummary>)> answer);
    /// For other questions of the page.
    StoreThread& store();

private:
    const std::filesystem::path m_folder;
    StoreThread* m_store = nullptr;   ///< started when first asked
};

}  // namespace ui::features
