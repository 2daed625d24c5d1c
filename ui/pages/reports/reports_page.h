#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include "engine/core/ids.h"
#include "engine/report/tag_report.h"
#include "engine/store/run_store.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace ui {

class NextStep;
class ReportPreview;
class ReportPages;

/// Reports: the runs that can be reported on, a preview of the pages, and the files made of the very same values.
class ReportsPage : public QWidget {
    Q_OBJECT
public:
    explicit ReportsPage(PageContext& context, QWidget* parent = nullptr);
    ~ReportsPage() override;   ///< waits for a file that is being written

    /// What the preview shows; null while there is nothing.
    const std::shared_ptr<const engine::report::TagReport>& report() const { return m_report; }
    ReportPreview& preview() { return *m_preview; }
    /// "html", "csv", "json" or "pdf"; the values of the preview go into the file.
    void writeTo(const QString& format, const std::filesystem::path& path);
    /// Every chart as SVG, PNG and CSV.
    void writeChartsTo(const std::filesystem::path& folder);

Q_SIGNALS:
    /// A file or folder is whole. Plain text.
    void written(const QString& path);

private:
    /// A run with the parts that have predictions of all or some tracks.
    struct Row {
        engine::store::Run run;
        QString headline;        ///< of its stored evaluation of the test part; may be empty
    };
    QWidget* buildRuns();
    QWidget* buildPaper();
    QWidget* buildEmpty();
    void readRuns();
    void takeRuns(std::vector<Row> rows);
    void load();
    void showReport(std::shared_ptr<const engine::report::TagReport> report, std::shared_ptr<const ReportPages> pages);
    void showMessage(const QString& text);
    void work(const QString& what, std::function<void()> write);
    void askAndWrite(const QString& format);
    void askAndWriteCharts();
    void enableWriting();
    std::optional<engine::RunId> chosenRun() const;

    PageContext& m_context;
    std::vector<Row> m_rows;
    std::shared_ptr<const engine::report::TagReport> m_report;
    std::uint64_t m_newest = 0;
    bool m_writing = false;
    QString m_format = QStringLiteral("pdf");   ///< written last: what is copied as a command
    QTableWidget* m_runs = nullptr;
    QComboBox* m_part = nullptr;
    std::vector<QPushButton*> m_buttons;
    QStackedWidget* m_middle = nullptr;
    QLabel* m_message = nullptr;
    ReportPreview* m_preview = nullptr;
    NextStep* m_next = nullptr;
    QTimer m_reload;
    QThreadPool m_pool;
};

}  // namespace ui
