#include <cmath>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QChartView>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QStyle>
#include <QTemporaryDir>
#include <QUndoStack>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drawn_view.h"
#include "ui/window/main_window.h"

namespace {

QStringList g_warnings;

// The only lines that Qt says without our fault: the offscreen platform cannot hint sizes.
const QStringList kAllowed = {QStringLiteral("This plugin does not support propagateSizeHints()")};

void noteWarnings(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtDebugMsg || type == QtInfoMsg) return;
    for (const auto& allowed : kAllowed)
        if (text.contains(allowed)) return;
    g_warnings << text;
}

/// Makes every string 40 % longer, as a language with longer words would.
class PseudoLocale final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override
    {
        const auto text = QString::fromUtf8(source);
        return text + QString(static_cast<qsizetype>(std::ceil(static_cast<double>(text.size()) * 0.4)), QLatin1Char('~'));
    }
};

/// The window with all it needs, on a workspace of its own.
struct Desk {
    QTemporaryDir folder;
    QUndoStack undo;
    ui::Theme theme;
    ui::Selection selection;
    ui::Player player;
    ui::JobBridge jobs;
    ui::StoreThread store{folder.path().toStdString()};
    ui::PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    ui::MainWindow window{context, QStringLiteral("CPU, 2 threads")};
    Desk() { jobs.start(store, {folder.path().toStdString(), 1, "cpu"}); }
    void show()
    {
        window.show();
        QTRY_VERIFY(window.isIdle());
    }
};

QString nameOf(const QWidget* widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return QStringLiteral("%1 '%2' in %3").arg(QString::fromLatin1(widget->metaObject()->className()),
                                               button != nullptr ? button->text() : widget->objectName(),
                                               QString::fromLatin1(widget->parent()->metaObject()->className()));
}

/// Labels and buttons that are given less room than their text needs.
QStringList clipped(const QWidget& window)
{
    QStringList found;
    for (const auto* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty()) continue;
        const bool fits = label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                            : label->width() >= label->minimumSizeHint().width();
        if (!fits) found << QStringLiteral("label: ") + label->text();
    }
    for (const auto* button : window.findChildren<QAbstractButton*>()) {
        const auto* tool = qobject_cast<const QToolButton*>(button);
        const bool showsNoText = tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull();
        if (!button->isVisible() || button->text().isEmpty() || showsNoText) continue;
        const int text = button->fontMetrics().horizontalAdvance(button->text().remove(QLatin1Char('&')));
        if (button->width() < text || button->height() < button->fontMetrics().height()) found << QStringLiteral("button: ") + button->text();
    }
    return found;
}

}  // namespace

class tst_main_window : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("tagbench-test"));
        qInstallMessageHandler(noteWarnings);
    }
    void init()
    {
        QSettings().clear();
        g_warnings.clear();
    }
    void cleanup() { QVERIFY2(g_warnings.isEmpty(), qPrintable(g_warnings.join(QLatin1Char('\n')))); }

    void anEmptyProfileShowsThreeDoorsAndNoDialog()
    {
        Desk desk;
        desk.show();
        QCOMPARE(desk.window.page(), QStringLiteral("start"));
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        QCOMPARE(QApplication::topLevelWidgets().count(&desk.window), 1);
        for (const char* door : {"My music", "A dataset", "Show me the demo"}) {
            const auto buttons = desk.window.findChildren<QPushButton*>();
            QVERIFY2(std::ranges::any_of(buttons, [&](auto* b) { return b->isVisible() && b->accessibleName() == QLatin1String(door); }), door);
        }
    }
    void anEmptyLibrarySaysSoWithItsTwoButtons()
    {
        Desk desk;
        desk.show();
        desk.window.showPage(QStringLiteral("library"));
        const auto shown = [&](const QString& text) {
            const auto labels = desk.window.findChildren<QLabel*>();
            const auto buttons = desk.window.findChildren<QPushButton*>();
            return std::ranges::any_of(labels, [&](auto* l) { return l->isVisible() && l->text() == text; }) ||
                   std::ranges::any_of(buttons, [&](auto* b) { return b->isVisible() && b->text() == text; });
        };
        QTRY_VERIFY(shown(QStringLiteral("No music yet. Add a folder, and its tracks appear here while they are read.")));
        QVERIFY(shown(QStringLiteral("Add music folder...")));
        QVERIFY(shown(QStringLiteral("Open data set...")));
    }
    void everyActionHasATextATipAndItsOwnKey()
    {
        Desk desk;
        desk.show();
        QMap<QString, QString> owner;
        for (const auto* action : desk.window.findChildren<QAction*>()) {
            if (action->isSeparator() || action->menu() != nullptr || action->shortcuts().isEmpty()) continue;
            QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
            for (const auto& key : action->shortcuts()) {
                if (action->shortcutContext() != Qt::WindowShortcut) continue;   // one meaning per place
                const auto text = key.toString();
                QVERIFY2(!owner.contains(text), qPrintable(text + ": " + owner.value(text) + " and " + action->text()));
                owner[text] = action->text();
            }
        }
        for (const char* key : {"Ctrl+O", "Ctrl+Shift+O", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+F", "F1", "Ctrl+F1", "F11", "Ctrl+Q", "Alt+Left", "Alt+Right"})
            QVERIFY2(owner.contains(QLatin1String(key)), key);
    }
    void onEachPageAKeyHasOneLiveAction_data()
    {
        QTest::addColumn<QString>("page");
        for (const auto* page : ui::pages())
            QTest::newRow(page->name) << QString::fromLatin1(page->name);
    }
    void onEachPageAKeyHasOneLiveAction()
    {
        QFETCH(QString, page);
        Desk desk;
        desk.show();
        desk.window.showPage(page);
        QMap<QString, QString> owner;
        for (const auto* action : desk.window.findChildren<QAction*>()) {
            const auto* place = qobject_cast<const QWidget*>(action->parent());
            const bool live = action->shortcutContext() == Qt::WindowShortcut || (place != nullptr && place->isVisible());
            if (!live || !action->isEnabled()) continue;
            for (const auto& key : action->shortcuts()) {
                QVERIFY2(!owner.contains(key.toString()), qPrintable(key.toString() + ": " + owner.value(key.toString()) + " and " + action->text()));
                owner[key.toString()] = action->text();
            }
        }
    }
    void everyPageHasItsHelp()
    {
        Desk desk;
        for (const auto* page : ui::pages())
            QVERIFY2(std::unique_ptr<QWidget>(page->make(desk.context))->whatsThis().size() > 80, page->name);
    }

    void everyMenuEntryExplainsItself()
    {
        Desk desk;
        for (const auto* menu : desk.window.findChildren<QMenu*>())
            for (const auto* action : menu->actions())
                if (!action->isSeparator() && action->menu() == nullptr)
                    QVERIFY2(!action->statusTip().isEmpty(), qPrintable(menu->title() + " / " + action->text()));
    }
    void nothingThatActsIsNameless()
    {
        Desk desk;
        desk.show();
        QStringList nameless;
        for (const auto* widget : desk.window.findChildren<QWidget*>()) {
            const bool acts = qobject_cast<const QPushButton*>(widget) || qobject_cast<const QSlider*>(widget) ||
                              qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                              qobject_cast<const ui::widgets::DrawnView*>(widget) || qobject_cast<const QChartView*>(widget) ||
                              (qobject_cast<const QAbstractItemView*>(widget) && !widget->inherits("QHeaderView"));
            // Inner parts of Qt's own controls are spoken for by the control.
            const bool inner = widget->objectName().startsWith(QLatin1String("qt_")) || widget->inherits("QComboBoxListView");
            if (acts && !inner && widget->accessibleName().isEmpty()) nameless << nameOf(widget);
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }
    void noTextIsCutInLargeTypeOrLongerLanguages_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<bool>("longer");
        QTest::newRow("as designed") << 1.0 << false;
        QTest::newRow("125 % type") << 1.25 << false;
        QTest::newRow("40 % longer words") << 1.0 << true;
    }
    void noTextIsCutInLargeTypeOrLongerLanguages()
    {
        QFETCH(double, scale);
        QFETCH(bool, longer);
        const auto before = QApplication::font();
        auto font = before;
        font.setPointSizeF(font.pointSizeF() * scale);
        QApplication::setFont(font);
        PseudoLocale pseudo;
        if (longer) QCoreApplication::installTranslator(&pseudo);
        {
            Desk desk;
            desk.show();
            for (const auto* page : ui::pages()) {
                desk.window.showPage(QLatin1String(page->name));
                QApplication::processEvents();
                const auto cut = clipped(desk.window);
                QVERIFY2(cut.isEmpty(), qPrintable(QLatin1String(page->name) + QStringLiteral(": ") + cut.join(QStringLiteral(" | "))));
            }
        }
        QCoreApplication::removeTranslator(&pseudo);
        QApplication::setFont(before);
    }
    void withoutASoundServerPlayIsOffAndSaysWhy()
    {
        qunsetenv("PULSE_SERVER");
        QTemporaryDir empty;
        qputenv("XDG_RUNTIME_DIR", empty.path().toUtf8());
        Desk desk;
        QAction* play = nullptr;
        for (auto* action : desk.window.findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::Key_Space) && action->text().contains(QLatin1String("Play"))) play = action;
        QVERIFY(play != nullptr);
        QVERIFY(!play->isEnabled());
        QVERIFY(play->toolTip().contains(QStringLiteral("No sound output found")));
    }
    void anUnknownTaskIsALineAndNotACrash()
    {
        Desk desk;
        desk.show();
        QString said;
        connect(&desk.jobs, &ui::JobBridge::refused, this, [&](const QString& text) { said = text; });
        desk.jobs.submit(QStringLiteral("no-such-task"), engine::Json::object());
        QTRY_COMPARE(said, QStringLiteral("no-such-task: no such task"));
    }
    void theSessionComesBack()
    {
        {
            Desk desk;
            desk.show();
            desk.window.showPage(QStringLiteral("jobs"));
            desk.window.close();
        }
        Desk desk;
        QCOMPARE(desk.window.page(), QStringLiteral("jobs"));
    }
};

QTEST_MAIN(tst_main_window)
#include "tst_main_window.moc"
