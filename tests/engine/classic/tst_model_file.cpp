#include <QtTest>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/classic/model_file.h"
#include "engine/core/random.h"
#include "tables.h"

using namespace engine;
using namespace engine::classic;
namespace fs = std::filesystem;

namespace {

/// Three clouds of points with a gap here and there; small, so that every model learns it at once.
Table clouds()
{
    Table table;
    table.subject = "clouds";
    table.columns = {"a", "b", "c"};
    std::vector<std::string> names;
    SplitMix dice({7});
    for (std::size_t r = 0; r < 90; ++r) {
        const auto kind = r % 3;
        names.push_back(std::string(1, static_cast<char>('p' + kind)));
        for (std::size_t c = 0; c < 3; ++c)
            table.values.push_back(r % 17 == 3 && c == 2 ? std::nan("") : (c == kind ? 200.0 : 0.0) + 90 * dice.uniform());
    }
    setLabels(table, names);
    return table;
}

ModelChoice quick(const std::string& id)
{
    ModelChoice choice{id, Json::object(), Json::object()};
    if (id == "random-forest" || id == "extra-trees" || id == "gradient-boosting") choice.changes["trees"] = 12;
    if (id == "mlp") choice.changes["epochs"] = 20;
    if (id == "vote") choice.changes["members"] = "svm-rbf+knn+gradient-boosting";
    if (id == "vote") choice.changes["weights"] = "learnt";
    if (id == "vote") choice.members["gradient-boosting"] = {{"trees", 5}};
    return choice;
}

std::string bytesOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

class tst_model_file : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    fs::path file(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void aModelOutOfItsFileAnswersAsBefore_data()
    {
        QTest::addColumn<std::string>("id");
        for (const auto* entry : allModels())
            QTest::newRow(std::string(entry->id).c_str()) << std::string(entry->id);
    }
    void aModelOutOfItsFileAnswersAsBefore()
    {
        QFETCH(std::string, id);
        const auto table = clouds();
        const auto model = FittedModel::fit(quick(id), table, allRows(table), {});
        writeModel(file("model"), model);
        const auto back = readModel(file("model"));
        QVERIFY(std::ranges::equal(back.columns(), model.columns()) && std::ranges::equal(back.classes(), model.classes()));
        const auto was = model.predict(table.values), is = back.predict(table.values);
        QCOMPARE(is.classes, was.classes);
        // Single precision sums of boosted leaves are added here in our own loop; everything else is the same code on the same numbers.
        const bool boosted = id == "gradient-boosting" || id == "vote";
        for (std::size_t i = 0; i < was.probabilities.size(); ++i)
            QVERIFY(boosted ? std::abs(is.probabilities[i] - was.probabilities[i]) < 1e-6 : is.probabilities[i] == was.probabilities[i]);
        QCOMPARE(back.gains(), model.gains());
        QCOMPARE(back.treeCount(), model.treeCount());
        for (std::size_t t = 0; t < std::min<std::size_t>(model.treeCount(), 3); ++t) {
            const auto before = model.tree(t), after = back.tree(t);
            QCOMPARE(after.nodes.size(), before.nodes.size());
            for (std::size_t n = 0; n < before.nodes.size(); ++n) {
                QCOMPARE(after.nodes[n].threshold, before.nodes[n].threshold);
                QCOMPARE(after.nodes[n].classWeights, before.nodes[n].classWeights);
            }
        }
        writeModel(file("again"), back);
        QCOMPARE(bytesOf(file("again")), bytesOf(file("model")));
    }

    void damagedFilesAreRefused_data() { aModelOutOfItsFileAnswersAsBefore_data(); }
    void damagedFilesAreRefused()
    {
        QFETCH(std::string, id);
        const auto table = clouds();
        writeModel(file("whole"), FittedModel::fit(quick(id), table, allRows(table), {}));
        const auto whole = bytesOf(file("whole"));
        SplitMix dice({1, whole.size()});
        int refused = 0;
        for (int attempt = 0; attempt < 60; ++attempt) {
            auto bytes = whole;
            if (attempt % 3 == 0) bytes.resize(dice.below(bytes.size()));
            else
                for (int i = 0; i < 3; ++i)
                    bytes[26 + dice.below(bytes.size() - 26)] = static_cast<char>(dice.below(256));
            std::ofstream(file("damaged"), std::ios::binary) << bytes;
            try {
                const auto back = readModel(file("damaged"));
                if (back.columns().size() == 3) back.predict(table.values);   // wrong numbers are possible, wrong memory is not
            } catch (const Error&) {
                ++refused;
            }
        }
        QVERIFY(refused >= 20);   // all that are cut short
    }

    void otherFilesAreRefused()
    {
        std::ofstream(file("pickle"), std::ios::binary) << "\x80\x04\x95" "cos\nsystem\n";
        QVERIFY_EXCEPTION_THROWN(readModel(file("pickle")), Error);
        QVERIFY_EXCEPTION_THROWN(readModel(file("nothing there")), Error);
    }
};

QTEST_GUILESS_MAIN(tst_model_file)
#include "tst_model_file.moc"
