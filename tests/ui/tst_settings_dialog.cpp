#include <thread>

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTabWidget>

#include "desk.h"
#include "ui/window/settings_dialog.h"

namespace fs = std::filesystem;

class tst_settings_dialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-settings")); }
    void init() { QSettings().clear(); }

    void whatIsChosenIsKeptWithTheVersion()
    {
        ui::Preferences chosen;
        chosen.threads = 3;
        chosen.device = QStringLiteral("cuda:1");
        chosen.colourMap = QStringLiteral("viridis");
        chosen.language = QStringLiteral("fr");
        chosen.workspace = QStringLiteral("/data/ws");
        chosen.write();
        QVERIFY(ui::Preferences::read() == chosen);
        QCOMPARE(QSettings().value(QStringLiteral("version")).toInt(), ui::Preferences::kVersion);
    }

    void theVersionOfANewerProgramStays()
    {
        QSettings().setValue(QStringLiteral("version"), 99);
        QSettings().setValue(QStringLiteral("from/the/future"), 1);
        ui::Preferences().write();
        QCOMPARE(QSettings().value(QStringLiteral("version")).toInt(), 99);
        QCOMPARE(QSettings().value(QStringLiteral("from/the/future")).toInt(), 1);
    }

    void valuesOutOfRangeAreMadeUsable()
    {
        QSettings().setValue(QStringLiteral("compute/threads"), -7);
        QCOMPARE(ui::Preferences::read().threads, 0);
        QSettings().setValue(QStringLiteral("compute/threads"), QStringLiteral("many"));
        QCOMPARE(ui::Preferences::read().threads, 0);
    }

    void aBrokenFileIsPutAsideAndSaid()
    {
        QString file;
        {
            QSettings settings;
            settings.setValue(QStringLiteral("compute/threads"), 5);
            file = settings.fileName();
        }
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        // Of another length than what was written just now: QSettings reads a file again only if its size or its time is another.
        broken.write(QByteArray("\x00\x01\x02 no ini = \n[[[\n]=\n\xff\xfe", 20) + QByteArray(100, '['));
        broken.close();
        const auto said = ui::repairSettings();
        QVERIFY2(said.contains(file + QStringLiteral(".broken")), qPrintable(said));
        QVERIFY(QFile::exists(file + QStringLiteral(".broken")) && !QFile::exists(file));
        QVERIFY(ui::Preferences::read() == ui::Preferences());
        QVERIFY(ui::repairSettings().isEmpty());
        QFile::remove(file + QStringLiteral(".broken"));
    }

    void theDialogShowsWhatIsKeptAndGivesWhatIsChosen()
    {
        QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        QVERIFY(desk.settle());
        ui::Preferences kept;
        kept.threads = 2;
        kept.device = QStringLiteral("cuda:5");   // a card that is not here now is not forgotten
        kept.language = QStringLiteral("fr");
        kept.look = ui::Theme::Choice::Dark;
        kept.colourMap = QStringLiteral("cividis");
        kept.workspace = QStringLiteral("/data/ws");
        ui::SettingsDialog dialog(desk.context, kept);
        QVERIFY(dialog.preferences() == kept);
    }

    void restoreDefaultsIsForThePageThatIsOpen()
    {
        QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        QVERIFY(desk.settle());
        ui::Preferences kept;
        kept.threads = 1;
        kept.language = QStringLiteral("fr");
        ui::SettingsDialog dialog(desk.context, kept);
        dialog.findChild<QTabWidget*>()->setCurrentIndex(0);
        dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::RestoreDefaults)->click();
        QCOMPARE(dialog.preferences().threads, 0);
        QCOMPARE(dialog.preferences().language, QStringLiteral("fr"));
        dialog.findChild<QTabWidget*>()->setCurrentIndex(1);
        dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::RestoreDefaults)->click();
        QVERIFY(dialog.preferences() == ui::Preferences());
    }

    void theCacheIsMeasuredAndCleared()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        Desk desk(root);
        QVERIFY(desk.settle());
        fs::create_directories(root / "cache");
        std::ofstream(root / "cache" / "peaks") << std::string(5000, 'x');
        ui::SettingsDialog dialog(desk.context, {});
        QPushButton* clear = nullptr;
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->accessibleName() == QStringLiteral("Clear cache")) clear = button;
        QVERIFY(clear != nullptr);
        QTRY_VERIFY(clear->isEnabled());
        clear->click();
        QTRY_VERIFY(!fs::exists(root / "cache" / "peaks"));
        QTRY_VERIFY(!clear->isEnabled());
    }

    void okIsUsedAtOnce()
    {
        QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        QVERIFY(desk.settle());
        ui::Preferences chosen;
        chosen.threads = 1;
        chosen.device = QStringLiteral("cpu");
        chosen.look = ui::Theme::Choice::Dark;
        desk.window.apply(chosen);
        QVERIFY(desk.theme.isDark());
        QVERIFY(ui::Preferences::read() == chosen);
        QCOMPARE(desk.jobs.commandLines({{QStringLiteral("map"), engine::Json::object()}}),
                 QStringLiteral("tagbench-cli --workspace %1 --device cpu --threads 1 map").arg(folder.path()));
    }

    void nothingInItIsNameless()
    {
        QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        QVERIFY(desk.settle());
        ui::SettingsDialog dialog(desk.context, {});
        for (const auto* widget : dialog.findChildren<QWidget*>()) {
            const bool acts = qobject_cast<const QPushButton*>(widget) || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QSpinBox*>(widget) ||
                              (qobject_cast<const QLineEdit*>(widget) && !widget->objectName().startsWith(QStringLiteral("qt_")));
            if (acts) QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(tst_settings_dialog)
#include "tst_settings_dialog.moc"
