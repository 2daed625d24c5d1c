#pragma once
#include <cstring>
#include <filesystem>
#include <fstream>

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/library/library_page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

/// The window with all it needs, on the workspace `folder`/workspace.
struct Desk {
    ui::Theme theme;
    ui::Selection selection;
    ui::Player player;
    QUndoStack undo;
    ui::JobBridge jobs;
    ui::StoreThread store;
    ui::PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    ui::MainWindow window{context, QStringLiteral("CPU, 2 threads")};

    explicit Desk(const std::filesystem::path& workspace) : store(workspace) { jobs.start(store, {workspace, 1, "cpu"}); }

    /// Shown, and nothing going on.
    bool settle(int timeoutMs = 30'000)
    {
        window.show();
        return QTest::qWaitFor([this] { return window.isIdle(); }, timeoutMs);
    }
    /// Runs one task to its end.
    bool run(const char* task, const engine::Json& parameters)
    {
        std::optional<engine::jobs::JobState> ended;
        std::optional<engine::JobId> id;
        const auto connection = QObject::connect(&jobs, &ui::JobBridge::eventArrived, &window, [&](const engine::jobs::JobEvent& event) {
            using engine::jobs::JobState;
            if (event.kind == task && (event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled)) ended = event.state;
        });
        jobs.submit(QString::fromLatin1(task), parameters);
        const bool done = QTest::qWaitFor([&] { return ended.has_value(); }, 60'000);
        QObject::disconnect(connection);
        return done && *ended == engine::jobs::JobState::Done && settle();
    }
    QPushButton* button(const QString& accessibleName) const
    {
        for (auto* found : window.findChildren<QPushButton*>())
            if (found->accessibleName() == accessibleName) return found;
        return nullptr;
    }
    QAction* action(const QKeySequence& key) const
    {
        for (auto* found : window.findChildren<QAction*>())
            if (found->shortcut() == key && found->shortcutContext() == Qt::WindowShortcut) return found;
        return nullptr;
    }
    /// Text of a cell, once its row has been read.
    QString cell(int row, int column)
    {
        auto& model = window.library().model();
        const auto at = model.index(row, column);
        model.data(at, Qt::DisplayRole);
        if (!QTest::qWaitFor([&] { return model.rowAt(row) != nullptr; })) return {};
        return model.data(at, Qt::DisplayRole).toString();
    }
    QString tip(int row)
    {
        cell(row, 0);
        return window.library().model().data(window.library().model().index(row, 0), Qt::ToolTipRole).toString();
    }
};

/// Settings and sound of a test's own; to be called in initTestCase().
inline void isolateProfile(const QString& name)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
    QCoreApplication::setApplicationName(name);
    QSettings().clear();
}

/// 16 bit mono at 8 kHz, a sine.
inline QByteArray tone(double hz, int frames)
{
    constexpr quint32 kRateHz = 8000;
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setByteOrder(QDataStream::LittleEndian);
    stream.writeRawData("RIFF", 4);
    stream << quint32(36 + 2 * frames);
    stream.writeRawData("WAVEfmt ", 8);
    stream << quint32(16) << quint16(1) << quint16(1) << kRateHz << quint32(2 * kRateHz) << quint16(2) << quint16(16);
    stream.writeRawData("data", 4);
    stream << quint32(2 * frames);
    for (int i = 0; i < frames; ++i)
        stream << qint16(8000 * std::sin(6.283185307 * hz * i / kRateHz));
    return bytes;
}

inline void writeTone(const std::filesystem::path& path, double hz, int frames = 2000)
{
    std::filesystem::create_directories(path.parent_path());
    const auto bytes = tone(hz, frames);
    std::ofstream(path, std::ios::binary).write(bytes.constData(), bytes.size());
}

/// So many files of two seconds that a scan of them takes its time; each has content of its own.
inline void writeManyTones(const std::filesystem::path& folder, int count)
{
    auto bytes = tone(440, 16000);
    for (int i = 0; i < count; ++i) {
        const auto path = folder / std::to_string(i / 100) / (std::to_string(i) + ".wav");
        std::filesystem::create_directories(path.parent_path());
        std::memcpy(bytes.data() + 100, &i, sizeof i);
        std::ofstream(path, std::ios::binary).write(bytes.constData(), bytes.size());
    }
}
