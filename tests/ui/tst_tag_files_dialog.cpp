#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPointer>
#include <QTableWidget>

#include "desk.h"
#include "engine/audio/metadata.h"
#include "engine/audio/tag_bytes.h"
#include "engine/tasks/command_line.h"
#include "ui/window/tag_files_dialog.h"

using namespace ui;
namespace fs = std::filesystem;

namespace {

struct TwoFiles {
    QTemporaryDir folder;
    fs::path music{folder.filePath("music").toStdString()};
    std::unique_ptr<Desk> desk;
    std::vector<engine::TrackId> tracks;   ///< by path

    TwoFiles()
    {
        writeTone(music / "a.wav", 300);
        writeTone(music / "b.wav", 400);
        desk = std::make_unique<Desk>(folder.filePath("w").toStdString());
    }
    bool ready()
    {
        if (!desk->settle() || !desk->run("scan", {{"folders", {music.string()}}})) return false;
        auto workspace = engine::store::Workspace::open(folder.filePath("w").toStdString());
        for (const auto& library : workspace.tracks().libraries())
            for (const auto& track : workspace.tracks().byLibrary(library.id))
                tracks.push_back(track.id);
        const auto rock = workspace.tags().ensure("rock", "genre"), calm = workspace.tags().ensure("calm", "mood/theme");
        for (const auto track : tracks) {
            workspace.tags().set(track, rock, "user");
            workspace.tags().set(track, calm, "import:a.csv");
        }
        return tracks.size() == 2;
    }
    std::string bytes(const char* name) const { return engine::audio::readWholeFile(music / name); }
    std::vector<std::string> field(const char* name, const char* key) const
    {
        const auto fields = engine::audio::readMetadata(music / name).fields;
        return fields.contains(key) ? fields.at(key) : std::vector<std::string>();
    }
};

QPushButton* buttonOf(TagFilesDialog& dialog, const char* name)
{
    for (auto* found : dialog.findChildren<QPushButton*>())
        if (found->accessibleName() == QLatin1String(name)) return found;
    return nullptr;
}

QTableWidget* tableOf(TagFilesDialog& dialog, const char* name)
{
    for (auto* found : dialog.findChildren<QTableWidget*>())
        if (found->accessibleName() == QLatin1String(name)) return found;
    return nullptr;
}

}  // namespace

class tst_tag_files_dialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-tag-files")); }

    void nothingIsWrittenBeforeItsPreviewAndUndoGivesTheBytesBack()
    {
        TwoFiles files;
        QVERIFY(files.ready());
        const auto before = files.bytes("a.wav"), other = files.bytes("b.wav");
        TagFilesDialog dialog(files.desk->context, {files.tracks.front()});
        dialog.show();
        auto *preview = buttonOf(dialog, "Preview"), *write = buttonOf(dialog, "Write into the files");
        auto* changes = tableOf(dialog, "What changes in the files");
        QTRY_VERIFY(preview->isEnabled());
        QVERIFY(!write->isEnabled());
        preview->click();
        QTRY_VERIFY(write->isEnabled());
        QCOMPARE(changes->rowCount(), 1);   // the import's tags are not chosen
        QCOMPARE(changes->item(0, 1)->text(), QStringLiteral("GENRE"));
        QCOMPARE(changes->item(0, 3)->text(), QStringLiteral("rock"));
        QVERIFY(files.bytes("a.wav") == before);

        // Another wish: what was previewed is not what would be written.
        auto* replace = dialog.findChild<QCheckBox*>();
        replace->setChecked(true);
        QVERIFY(!write->isEnabled());
        replace->setChecked(false);
        QVERIFY(write->isEnabled());

        write->click();
        QTRY_COMPARE(files.desk->undo.count(), 1);
        QCOMPARE(files.field("a.wav", "GENRE"), (std::vector<std::string>{"rock"}));
        QVERIFY(files.bytes("b.wav") == other);   // not chosen
        QVERIFY2(files.desk->undo.undoText().contains(QStringLiteral("1 file")), qPrintable(files.desk->undo.undoText()));
        files.desk->undo.undo();
        QTRY_VERIFY(files.bytes("a.wav") == before);
        QVERIFY(!files.desk->undo.canRedo());   // nothing is written without a preview
        QVERIFY(files.desk->settle());
    }

    void aDialogClosedWhileItWritesLeavesItsStepInTheHistory()
    {
        TwoFiles files;
        QVERIFY(files.ready());
        const auto before = files.bytes("a.wav");
        QPointer<TagFilesDialog> dialog = new TagFilesDialog(files.desk->context, files.tracks);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
        QTRY_VERIFY(buttonOf(*dialog, "Preview")->isEnabled());
        buttonOf(*dialog, "Preview")->click();
        QTRY_VERIFY(buttonOf(*dialog, "Write into the files")->isEnabled());
        buttonOf(*dialog, "Write into the files")->click();
        dialog->close();
        QTRY_COMPARE(files.desk->undo.count(), 1);
        QTRY_VERIFY(dialog.isNull());
        QVERIFY(files.bytes("a.wav") != before);
        files.desk->undo.undo();
        QTRY_VERIFY(files.bytes("a.wav") == before);
        QVERIFY(files.desk->settle());
    }

    /// For people who look: TAGBENCH_KEEP_PICTURES=DIR keeps the dialog with a preview.
    void picturesForPeople()
    {
        const auto keep = qEnvironmentVariable("TAGBENCH_KEEP_PICTURES");
        if (keep.isEmpty()) return;
        TwoFiles files;
        QVERIFY(files.ready());
        for (const auto look : {Theme::Choice::Light, Theme::Choice::Dark}) {
            files.desk->theme.apply(look);
            TagFilesDialog dialog(files.desk->context, files.tracks);
            dialog.show();
            QTRY_VERIFY(buttonOf(dialog, "Preview")->isEnabled());
            buttonOf(dialog, "Preview")->click();
            QTRY_VERIFY(buttonOf(dialog, "Write into the files")->isEnabled());
            QVERIFY(dialog.grab().save(keep + (look == Theme::Choice::Light ? QStringLiteral("/tag_files_light.png") : QStringLiteral("/tag_files_dark.png"))));
        }
    }

    void aFieldThatCannotHoldTagsIsRefusedInTheForm()
    {
        TwoFiles files;
        QVERIFY(files.ready());
        TagFilesDialog dialog(files.desk->context, {});
        dialog.show();
        auto* preview = buttonOf(dialog, "Preview");
        QTRY_VERIFY(preview->isEnabled());
        for (auto* field : dialog.findChildren<QComboBox*>())
            if (field->accessibleName() == QStringLiteral("Field of genre")) field->setCurrentText(QStringLiteral("TITLE"));
        QVERIFY(!preview->isEnabled());
        const auto labels = dialog.findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const auto* label) { return label->text().startsWith(QStringLiteral("TITLE cannot hold tags")); }));
    }

    void theCopiedLineSaysWhatTheFormSays()
    {
        TwoFiles files;
        QVERIFY(files.ready());
        TagFilesDialog dialog(files.desk->context, {files.tracks.front()});
        dialog.show();
        QTRY_VERIFY(buttonOf(dialog, "Preview")->isEnabled());
        const auto line = engine::tasks::commandLine("write_tags", dialog.parameters(), {});
        QCOMPARE(QString::fromStdString(line), QStringLiteral("tagbench-cli tags write --source user --type genre --type mood/theme --separator '; ' --track %1")
                                                   .arg(QString::fromStdString(engine::toHex(files.tracks.front()))));
    }
};

QTEST_MAIN(tst_tag_files_dialog)
#include "tst_tag_files_dialog.moc"
