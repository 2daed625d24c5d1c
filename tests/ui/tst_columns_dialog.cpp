#include <QtTest>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

#include "ui/pages/tags/columns_dialog.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

template <typename Widget>
Widget* named(QWidget& window, const QString& name)
{
    for (auto* widget : window.findChildren<Widget*>())
        if (widget->accessibleName() == name) return widget;
    return nullptr;
}

}  // namespace

class tst_columns_dialog : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Theme m_theme;
    std::filesystem::path file(const QByteArray& text)
    {
        QFile file(m_folder.filePath("my table.txt"));
        if (file.open(QIODevice::WriteOnly)) file.write(text);
        return QFile::encodeName(file.fileName()).toStdString();
    }

private Q_SLOTS:
    void columnsAreSuggestedAndTheirRowsShown()
    {
        ColumnsDialog dialog(file("File name;Genre;piano;year\na/one.wav;rock|pop;1;1999\n../../x.wav;jazz;0;2001\n"), m_theme);
        dialog.show();
        QCOMPARE(named<QComboBox>(dialog, "Between columns")->currentText(), QString("semicolon"));
        named<QLineEdit>(dialog, "Between the tags of a cell")->setText("|");
        auto* outcome = named<QTableWidget>(dialog, "What the first rows become");
        QCOMPARE(outcome->rowCount(), 2);
        QCOMPARE(outcome->item(0, 1)->text(), QString("a/one.wav"));
        QCOMPARE(outcome->item(0, 2)->text(), QString("genre---rock, genre---pop, piano"));
        QVERIFY(outcome->item(1, 4)->text().contains("leaves the audio folder"));
        const auto parameters = dialog.parameters();
        QVERIFY((parameters["columns"] == engine::Json{"File name=path", "Genre=tags:genre", "piano=flag"}));
        QCOMPARE(parameters["delimiter"].get<std::string>(), std::string("semicolon"));
        QCOMPARE(parameters["tag_separator"].get<std::string>(), std::string("|"));
        QVERIFY(!parameters.contains("no_header"));
    }

    void aMeaningIsChosenAndAnImpossibleOneIsSaid()
    {
        ColumnsDialog dialog(file("where,what\none.wav,rock\n"), m_theme);
        dialog.show();
        auto* use = named<QPushButton>(dialog, "Use these columns");
        auto* problem = named<QLabel>(dialog, "What is wrong with the columns");
        QVERIFY(!use->isEnabled());
        QVERIFY2(problem->text().contains("no column names the track"), qPrintable(problem->text()));
        auto* columns = named<QTableView>(dialog, "Columns of the table")->model();
        const auto choose = [columns](int row, engine::dataset::ColumnRole role) { return columns->setData(columns->index(row, ColumnsModel::Meaning), static_cast<int>(role)); };
        QVERIFY(choose(0, engine::dataset::ColumnRole::Path));
        QVERIFY(problem->text().contains("'tags'"));
        QVERIFY(choose(1, engine::dataset::ColumnRole::Tags));
        QVERIFY(use->isEnabled());
        QVERIFY(columns->setData(columns->index(1, ColumnsModel::Type), "genre"));
        QVERIFY(!columns->setData(columns->index(0, ColumnsModel::Type), "genre"));   // a path has none
        QCOMPARE(named<QTableWidget>(dialog, "What the first rows become")->item(0, 2)->text(), QString("genre---rock"));
        named<QLineEdit>(dialog, "Between the tags of a cell")->clear();
        QVERIFY(!use->isEnabled());
    }

    void withoutAHeaderTheFirstLineIsARow()
    {
        ColumnsDialog dialog(file("one.wav,rock\ntwo.wav,pop\n"), m_theme);
        for (auto* box : dialog.findChildren<QCheckBox*>())
            box->setChecked(false);
        auto* columns = named<QTableView>(dialog, "Columns of the table")->model();
        QCOMPARE(columns->index(0, ColumnsModel::Name).data().toString(), QString("#1"));
        QVERIFY(columns->setData(columns->index(0, ColumnsModel::Meaning), static_cast<int>(engine::dataset::ColumnRole::Path)));
        QVERIFY(columns->setData(columns->index(1, ColumnsModel::Meaning), static_cast<int>(engine::dataset::ColumnRole::Tag)));
        QCOMPARE(named<QTableWidget>(dialog, "What the first rows become")->rowCount(), 2);
        QVERIFY(dialog.parameters()["no_header"].get<bool>());
    }

    void aFileThatCannotBeReadIsSaid()
    {
        ColumnsDialog dialog("/nowhere/none.csv", m_theme);
        QVERIFY(!named<QPushButton>(dialog, "Use these columns")->isEnabled());
        QVERIFY(!named<QLabel>(dialog, "What is wrong with the columns")->text().isEmpty());
    }
};

QTEST_MAIN(tst_columns_dialog)
#include "tst_columns_dialog.moc"
