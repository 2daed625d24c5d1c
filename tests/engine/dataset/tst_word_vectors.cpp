#include <QtTest>

#include <set>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/dataset/co_occurrence.h"
#include "engine/dataset/word_vectors.h"
#include "reference_files.h"

using namespace engine;
using namespace engine::dataset;
namespace fs = std::filesystem;

namespace {

fs::path vectorFolder()
{
    return referenceFolder() / "tags/golden/embeddings";
}

Json vectorGolden(const std::string& name)
{
    std::ifstream file(vectorFolder() / name);
    return file ? Json::parse(file) : Json();
}

WordVectors readAll(const fs::path& file, std::vector<std::string>* warnings = nullptr)
{
    auto control = RunControl::silent();
    return readWordVectors(file, {}, control, warnings);
}

bool near(double a, double b, double tolerance = 1e-6)
{
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

ErrorCode codeOf(const fs::path& file, std::string* text = nullptr)
{
    try {
        readAll(file);
    } catch (const Error& error) {
        if (text != nullptr) *text = error.what();
        return error.code();
    }
    return ErrorCode::Internal;   // it was read
}

}  // namespace

class tst_word_vectors : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path write(const std::string& name, const std::string& bytes)
    {
        const auto path = fs::path(m_folder.path().toStdString()) / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

private Q_SLOTS:
    void everyFormGivesTheSameVectors_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"glove_text.txt", "w2v_text.txt", "w2v_binary_newline.bin", "w2v_binary_no_newline.bin", "w2v_text_crlf_dup.txt"})
            QTest::newRow(file) << file;
    }
    void everyFormGivesTheSameVectors()
    {
        QFETCH(QString, file);
        const auto golden = vectorGolden("expected.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/embeddings");
        const auto vectors = readAll(vectorFolder() / file.toStdString());
        const auto values = readNpy(vectorFolder() / "vectors.npy");
        QCOMPARE(vectors.words(), golden["words"].get<std::vector<std::string>>());
        QCOMPARE(vectors.dimension(), golden["dim"].get<std::size_t>());
        for (std::size_t word = 0; word < vectors.size(); ++word)
            for (std::size_t i = 0; i < vectors.dimension(); ++i)
                QCOMPARE(vectors.vector(word)[i], static_cast<float>(values.values[word * vectors.dimension() + i]));
    }

    void tagsAreLookedUpAsTheGoldenFileSays()
    {
        const auto golden = vectorGolden("expected.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/embeddings");
        const auto vectors = readAll(vectorFolder() / "glove_text.txt");
        for (const auto& row : golden["lookup"]) {
            const auto tag = row["tag"].get<std::string>();
            const auto found = lookUpTag(vectors, tag);
            const auto how = row["how"].get<std::string>();
            QVERIFY2((found.how == TagVector::How::Whole) == (how == "whole") && (found.how == TagVector::How::Missing) == (how == "missing"), tag.c_str());
            if (how == "missing") continue;
            QCOMPARE(found.keys, row["key"].is_array() ? row["key"].get<std::vector<std::string>>() : std::vector<std::string>{row["key"]});
            for (std::size_t i = 0; i < found.values.size(); ++i) {
                QVERIFY(near(found.values[i], row["vector"][i]));
                if (how == "tokens") QVERIFY(near(found.mean[i], row["mean_of_tokens"][i]));
            }
            // What a reader is told to keep is enough.
            const auto keys = lookUpKeys(tag);
            auto control = RunControl::silent();
            const auto few = readWordVectors(vectorFolder() / "w2v_text.txt", [&](const auto& word) { return std::find(keys.begin(), keys.end(), word) != keys.end(); }, control);
            QVERIFY(few.size() < vectors.size());
            QCOMPARE(lookUpTag(few, tag).values, found.values);
        }
    }

    void neighboursEqualTheGoldenFiles()
    {
        const auto golden = vectorGolden("expected.json"), excerpt = vectorGolden("glove_excerpt_expected.json");
        if (golden.is_null() || excerpt.is_null()) QSKIP("reference data absent: tags/golden/embeddings");
        const auto compare = [](const WordVectors& vectors, const Json& wanted, WordVectors::Distance distance) {
            for (const auto& [word, neighbours] : wanted.items()) {
                std::vector<std::string> found;
                for (const auto i : vectors.nearest(vectors.find(word).value(), neighbours.size(), distance))
                    found.push_back(vectors.words()[i]);
                QCOMPARE(found, neighbours.get<std::vector<std::string>>());
            }
        };
        const auto small = readAll(vectorFolder() / "glove_text.txt");
        compare(small, golden["nearest_cosine"], WordVectors::Distance::Cosine);
        compare(small, golden["nearest_euclidean"], WordVectors::Distance::Euclidean);
        const auto real = readAll(vectorFolder() / "glove_6B_50d_excerpt.txt");
        QCOMPARE(real.size(), excerpt["words"].get<std::size_t>());
        compare(real, excerpt["nearest_cosine"], WordVectors::Distance::Cosine);
    }

    void brokenGoldenFilesAreRefused()
    {
        if (!fs::exists(vectorFolder())) QSKIP("reference data absent: tags/golden/embeddings");
        std::string text;
        QCOMPARE(codeOf(vectorFolder() / "bad_dimension.txt", &text), ErrorCode::BadRow);
        QVERIFY2(text.find("line 3") != std::string::npos, text.c_str());
        QCOMPARE(codeOf(vectorFolder() / "w2v_binary_truncated.bin"), ErrorCode::Truncated);
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << QByteArray() << int(ErrorCode::Empty);
        QTest::newRow("one word") << QByteArray("rock") << int(ErrorCode::Unsupported);
        QTest::newRow("no number") << QByteArray("rock 0.1 x\n") << int(ErrorCode::BadRow);
        QTest::newRow("not finite") << QByteArray("rock 0.1 nan\n") << int(ErrorCode::NonFinite);
        QTest::newRow("a number too many") << QByteArray("rock 0.1 0.2\npop 0.1 0.2 0.3\n") << int(ErrorCode::BadRow);
        QTest::newRow("a claim beyond bounds") << QByteArray("9000000000 300\nrock 1\n") << int(ErrorCode::InsaneFormat);
        QTest::newRow("a dimension beyond bounds") << QByteArray("1 900000000\nrock \x01\x02\x03\x04") << int(ErrorCode::InsaneFormat);
        QTest::newRow("more words claimed than there are") << QByteArray("40000000 2\nrock \0\0\x80\x3f\0\0\x80\x3f", 24) << int(ErrorCode::Truncated);
    }
    void badFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QCOMPARE(int(codeOf(write("bad", bytes.toStdString()))), code);
    }

    void aTokenMayHoldBlanksAndFewerRowsAreAWarning()
    {
        std::vector<std::string> warnings;
        const auto vectors = readAll(write("blank.txt", "3 2\n. . 0.1 0.2\nrock 1 2 \n"), &warnings);
        QCOMPARE(vectors.words(), (std::vector<std::string>{". .", "rock"}));
        QCOMPARE(warnings.size(), std::size_t{1});
    }

    void coOccurrenceVectorsEqualTheGoldenFile_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("smoothing");
        QTest::newRow("no smoothing") << "alpha_1" << 1.0;
        QTest::newRow("smoothed") << "alpha_0.75" << 0.75;
    }
    void coOccurrenceVectorsEqualTheGoldenFile()
    {
        QFETCH(QString, key);
        QFETCH(double, smoothing);
        const auto golden = vectorGolden("ppmi_svd.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/embeddings");
        const auto& wanted = golden[key.toStdString()];
        const auto tags = golden["tags"].get<std::vector<std::string>>();
        const auto n = tags.size();
        std::vector<std::vector<std::size_t>> tracks;
        for (const auto& row : golden["Y"]) {
            tracks.emplace_back();
            for (std::size_t tag = 0; tag < n; ++tag)
                if (row[tag].get<int>() != 0) tracks.back().push_back(tag);
        }
        std::vector<double> counts;
        for (const auto& row : golden["cooccurrence"])
            for (const auto& value : row)
                counts.push_back(value);
        const auto information = positiveMutualInformation(counts, n, smoothing);
        for (std::size_t i = 0; i < n * n; ++i)
            QVERIFY(near(information[i], wanted["ppmi"][i / n][i % n], 1e-10));
        auto control = RunControl::silent();
        const auto made = coOccurrenceVectors(tracks, n, {smoothing, wanted["dim"]}, control);
        QCOMPARE(made.dimension, wanted["dim"].get<std::size_t>());
        WordVectors vectors(made.dimension);
        for (std::size_t i = 0; i < n; ++i) {
            std::vector<float> row(made.dimension);
            for (std::size_t k = 0; k < made.dimension; ++k)
                row[k] = static_cast<float>(made.vectors[i * made.dimension + k]);
            vectors.add(tags[i], row);
        }
        for (std::size_t k = 0; k < made.dimension; ++k)
            QVERIFY(near(made.singularValues[k], wanted["singular_values"][k]));
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                double gram = 0;
                for (std::size_t k = 0; k < made.dimension; ++k)
                    gram += made.vectors[i * made.dimension + k] * made.vectors[j * made.dimension + k];
                QVERIFY(near(gram, wanted["gram"][i][j]));
            }
            std::vector<std::string> nearest;
            for (const auto j : vectors.nearest(i, 3, WordVectors::Distance::Cosine))
                nearest.push_back(tags[j]);
            QCOMPARE(nearest, wanted["nearest3"][tags[i]].get<std::vector<std::string>>());
        }
    }
};

QTEST_GUILESS_MAIN(tst_word_vectors)
#include "tst_word_vectors.moc"
