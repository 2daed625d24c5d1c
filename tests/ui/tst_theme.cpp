#include <QApplication>
#include <QTest>

#include "ui/theme/theme.h"

class tst_theme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QStandardPaths::setTestModeEnabled(true); }
    void contrastIsThatOfTheGuidelines()
    {
        // Published values of WCAG 2: black on white 21, #777 on white 4.48.
        QCOMPARE(ui::contrastRatio(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(ui::contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01);
    }
    void everyTextIsReadableInBothLooks_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyTextIsReadableInBothLooks()
    {
        QFETCH(bool, dark);
        ui::Theme theme;
        theme.apply(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
        const auto p = QApplication::palette();
        QCOMPARE(p.color(QPalette::Window).lightness() < 128, dark);
        const QList<QColor> grounds = {p.color(QPalette::Window), p.color(QPalette::Base), p.color(QPalette::AlternateBase),
                                       p.color(QPalette::Button), theme.surface()};
        const QList<QColor> texts = {p.color(QPalette::WindowText), p.color(QPalette::PlaceholderText), p.color(QPalette::Link),
                                     theme.faintText(), theme.accent(), theme.good(), theme.warning(), theme.bad()};
        for (const auto& ground : grounds)
            for (const auto& text : texts)
                QVERIFY2(ui::contrastRatio(text, ground) >= 4.5, qPrintable(text.name() + " on " + ground.name()));
        QVERIFY(ui::contrastRatio(p.color(QPalette::HighlightedText), p.color(QPalette::Highlight)) >= 4.5);
        QVERIFY(ui::contrastRatio(p.color(QPalette::ToolTipText), p.color(QPalette::ToolTipBase)) >= 4.5);
    }
};

QTEST_MAIN(tst_theme)
#include "tst_theme.moc"
