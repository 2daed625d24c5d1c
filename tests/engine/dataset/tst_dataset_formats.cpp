#include <QtTest>

#include <fstream>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/dataset/import_filter.h"
#include "reference_files.h"

using namespace engine;
using namespace engine::dataset;
namespace fs = std::filesystem;

namespace {

struct FormatRows final : ImportSink {
    std::vector<ImportRow> rows;
    std::vector<std::pair<std::int64_t, std::string>> refused;
    void row(const ImportRow& row) override { rows.push_back(row); }
    void refuse(std::int64_t line, const std::string& reason) override { refused.emplace_back(line, reason); }

    std::map<std::string, int> counts() const
    {
        std::map<std::string, int> counts;
        for (const auto& row : rows)
            for (const auto& tag : row.tags)
                ++counts[tagText(tag.name, tag.type)];
        return counts;
    }
    std::array<int, 3> parts() const
    {
        std::array<int, 3> sizes{};
        for (const auto& row : rows)
            if (row.part) ++sizes[static_cast<std::size_t>(*row.part)];
        return sizes;
    }
    const ImportRow* byId(const std::string& id) const
    {
        for (const auto& row : rows)
            if (!row.ids.empty() && row.ids.front() == id) return &row;
        return nullptr;
    }
};

FormatRows readAs(const std::string& format, const fs::path& path, const ImportChoice& choice = {})
{
    FormatRows rows;
    ImportFilter filter(choice, rows);
    auto control = RunControl::silent();
    const auto& importer = findImporter("auto", path);
    if (importer.id != format) throw Error(ErrorCode::Mismatch, path.string(), "recognised as " + std::string(importer.id));
    importer.read(path, filter, control);
    return rows;
}

fs::path sample(const std::string& name)
{
    return referenceFolder() / "datasets" / name;
}

Json sampleJson(const std::string& name)
{
    std::ifstream file(sample(name));
    return file ? Json::parse(file) : Json();
}

}  // namespace

#define SKIP_WITHOUT(expected) \
    if ((expected).is_null()) QSKIP("reference data absent: datasets")

class tst_dataset_formats : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path write(const std::string& name, const std::string& bytes)
    {
        const auto path = fs::path(m_folder.path().toStdString()) / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

private Q_SLOTS:
    void magnaTagATuneGivesItsFigures_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("file") << "magnatagatune/annotations_final.csv";
        QTest::newRow("folder") << "magnatagatune";
    }
    void magnaTagATuneGivesItsFigures()
    {
        QFETCH(QString, path);
        const auto expected = sampleJson("magnatagatune/expected.json");
        SKIP_WITHOUT(expected);
        const auto kept = readAs("mtat", sample(path.toStdString()));
        QCOMPARE(kept.rows.size() + kept.refused.size(), expected["rows"].get<std::size_t>());
        QCOMPARE(kept.refused.size(), expected["rows_without_audio_path"].get<std::size_t>());
        QVERIFY(kept.refused[0].second.find("the path is empty") != std::string::npos);
        const auto counts = kept.counts();
        int lost = 0;   // tags of the row that names no audio
        for (const auto& [tag, wanted] : expected["positives_per_tag"].items()) {
            const auto found = counts.contains(tag) ? counts.at(tag) : 0;
            QVERIFY2(found == wanted.get<int>() || found + 1 == wanted.get<int>(), tag.c_str());
            lost += wanted.get<int>() - found;
        }
        QVERIFY(lost > 0 && lost <= 24);
        const auto parts = kept.parts();
        QCOMPARE(parts[0], expected["split_sizes"]["train"].get<int>());
        QCOMPARE(parts[1], expected["split_sizes"]["valid"].get<int>());
        QCOMPARE(parts[2], expected["split_sizes"]["test"].get<int>());
        QCOMPARE(kept.rows[0].artist, std::string("Glass Harbour"));
        QCOMPARE(kept.rows[0].title, std::string("Piece 0"));
        QCOMPARE(std::count_if(kept.rows.begin(), kept.rows.end(), [](const auto& row) { return row.tags.empty(); }),
                 expected["rows_without_tags"].get<std::ptrdiff_t>());
    }

    void magnaTagATunesArraysGiveTheSameRows()
    {
        const auto expected = sampleJson("magnatagatune/expected.json");
        SKIP_WITHOUT(expected);
        const auto table = readAs("mtat", sample("magnatagatune/annotations_final.csv"));
        const auto arrays = readAs("mtat", sample("magnatagatune/split"));
        QCOMPARE(arrays.parts()[0], expected["split_sizes"]["train"].get<int>());
        QCOMPARE(arrays.parts()[2], expected["split_sizes"]["test"].get<int>());
        std::size_t compared = 0;
        for (const auto& row : arrays.rows)
            if (const auto* other = table.byId(row.ids.front())) {
                QCOMPARE(row.tags.size(), other->tags.size());
                QVERIFY(std::is_permutation(row.tags.begin(), row.tags.end(), other->tags.begin()));
                ++compared;
            }
        QCOMPARE(compared, arrays.rows.size());
    }

    void synonymsAreMergedByOr()
    {
        const auto file = sample("magnatagatune/synonyms_example.json");
        if (!fs::exists(file)) QSKIP("reference data absent: datasets/magnatagatune");
        const auto plain = readAs("mtat", sample("magnatagatune"));
        ImportChoice choice;
        choice.merge = TagMerge::load(file);
        const auto merged = readAs("mtat", sample("magnatagatune"), choice);
        QCOMPARE(merged.rows.size(), plain.rows.size());
        const std::set<std::string> group{"no vocals", "no voice", "no singing", "instrumental"};
        for (std::size_t i = 0; i < plain.rows.size(); ++i) {
            const auto has = [](const ImportRow& row, const auto& wanted) {
                return std::any_of(row.tags.begin(), row.tags.end(), [&](const auto& tag) { return wanted(tag.name); });
            };
            QCOMPARE(has(merged.rows[i], [](const auto& name) { return name == "no vocals"; }),
                     has(plain.rows[i], [&](const auto& name) { return group.contains(name); }));
        }
        QVERIFY(!merged.counts().contains("clasical") && !merged.counts().contains("men"));
    }

    void jamendoGivesItsFigures()
    {
        const auto expected = sampleJson("mtg_jamendo/expected.json");
        SKIP_WITHOUT(expected);
        const auto kept = readAs("mtg-jamendo", sample("mtg_jamendo/autotagging.tsv"));
        QVERIFY(kept.refused.empty());
        QCOMPARE(kept.rows.size(), expected["tracks"].get<std::size_t>());
        std::set<std::string> artists;
        for (const auto& row : kept.rows) {
            artists.insert(row.artist);
            const auto number = std::stoll(row.ids[0]);
            const auto folder = std::to_string(number % 100);
            QCOMPARE(row.path, (folder.size() < 2 ? "0" : "") + folder + "/" + row.ids[0] + ".mp3");   // the published path rule
        }
        QCOMPARE(artists.size(), expected["artists"].get<std::size_t>());
        const auto counts = kept.counts();
        for (const auto& [tag, wanted] : expected["tag_counts"].items())
            QCOMPARE(counts.contains(tag) ? counts.at(tag) : 0, wanted.get<int>());
        QCOMPARE(parseTag("mood/theme---film").type, std::string("mood/theme"));
    }

    void aPublishedJamendoSplitComesWhole_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("its folder") << "mtg_jamendo/splits/split-0";
        QTest::newRow("one of its files") << "mtg_jamendo/splits/split-0/autotagging-validation.tsv";
    }
    void aPublishedJamendoSplitComesWhole()
    {
        QFETCH(QString, path);
        if (!fs::exists(sample(path.toStdString()))) QSKIP("reference data absent: datasets/mtg_jamendo");
        const auto kept = readAs("mtg-jamendo", sample(path.toStdString()));
        QCOMPARE(kept.parts(), (std::array<int, 3>{12, 3, 3}));
        std::map<std::string, std::set<int>> partsOfArtist;
        for (const auto& row : kept.rows)
            partsOfArtist[row.artist].insert(static_cast<int>(*row.part));
        for (const auto& [artist, parts] : partsOfArtist)
            QVERIFY2(parts.size() == 1, artist.c_str());
    }

    void lastFmsFormsSayTheSame()
    {
        const auto expected = sampleJson("msd_lastfm/expected.json");
        SKIP_WITHOUT(expected);
        const auto database = readAs("msd-lastfm", sample("msd_lastfm/lastfm_tags_sample.db"));
        // One of the 16 tracks is listed in sid_mismatches.txt beside the database.
        QCOMPARE(database.rows.size() + database.refused.size(), expected["tids"].get<std::size_t>());
        QCOMPARE(database.refused.size(), std::size_t{1});
        QVERIFY(database.refused[0].second.find("sid_mismatches.txt") != std::string::npos);
        QCOMPARE(database.byId("TRQNFYK128F4DD0EAA")->artist, std::string("Caf\xc3\xa9 Nocturne"));
        const auto tree = readAs("msd-lastfm", sample("msd_lastfm/lastfm_subset"));
        QCOMPARE(tree.rows.size(), std::size_t{3});
        for (const auto& row : tree.rows) {
            const auto* other = database.byId(row.ids.front());
            QVERIFY(other != nullptr);
            QVERIFY(std::is_permutation(row.tags.begin(), row.tags.end(), other->tags.begin(), other->tags.end()));
        }
        const auto lines = readAs("msd-lastfm", sample("msd_lastfm/msd500_track_tags.tsv"));
        QCOMPARE(lines.rows[0].tags[0].name, std::string("hip_hop"));
        QCOMPARE(lines.rows[0].tags[0].type, std::string("voice"));
        QCOMPARE(lines.rows[0].tags[0].score, 0.01);
        QVERIFY(!lines.rows[0].isComplete);
    }

    void lastFmsDatabaseGivesItsFigures()
    {
        const auto expected = sampleJson("msd_lastfm/expected.json");
        SKIP_WITHOUT(expected);
        // A copy alone, without the list of mismatches, holds all.
        const auto copy = fs::path(m_folder.path().toStdString()) / "lastfm?100%#.db";
        fs::copy_file(sample("msd_lastfm/lastfm_tags_sample.db"), copy, fs::copy_options::overwrite_existing);
        const auto all = readAs("msd-lastfm", copy);
        int pairs = 0, atLeast = 0, above = 0, untagged = 0;
        for (const auto& row : all.rows) {
            untagged += row.tags.empty();
            for (const auto& tag : row.tags) {
                ++pairs;
                atLeast += tag.score >= 0.5;
                above += tag.score > 0.5;
            }
        }
        QCOMPARE(all.rows.size(), expected["tids"].get<std::size_t>());
        QCOMPARE(pairs, expected["pairs"].get<int>());
        QCOMPARE(atLeast, expected["pairs_val_ge_50"].get<int>());
        QCOMPARE(above, expected["pairs_val_gt_50"].get<int>());
        QCOMPARE(untagged, expected["tracks_without_any_tag"].get<int>());
        const auto counts = all.counts();
        for (const auto& [tag, wanted] : expected["popularity"].items())
            QCOMPARE(counts.contains(tag) ? counts.at(tag) : 0, wanted.get<int>());
        ImportChoice choice;
        choice.minScore = 0.5;
        int kept = 0;
        for (const auto& row : readAs("msd-lastfm", copy, choice).rows)
            kept += static_cast<int>(row.tags.size());
        QCOMPARE(kept, expected["pairs_val_ge_50"].get<int>());
    }

    void onlyTracksThatWereHeardAreKept()
    {
        const auto triplets = sample("msd_lastfm/train_triplets.txt");
        if (!fs::exists(triplets)) QSKIP("reference data absent: datasets/msd_lastfm");
        // The sample's songs and tracks are invented apart from each other: a list that joins them is written here.
        const auto unique = write("unique_tracks.txt", "TRDRWCS128F1E840B6<SEP>SOMRIEN128F8E8D349<SEP>A<SEP>B\nTRTGPVR128FDAED60F<SEP>SONOBODY0000000000<SEP>A<SEP>C\n");
        auto control = RunControl::silent();
        ImportChoice choice;
        choice.heard = readHeardTracks(triplets, unique, control);
        choice.onlyHeard = true;
        QCOMPARE(choice.heard, (std::unordered_set<std::string>{"TRDRWCS128F1E840B6"}));
        const auto kept = readAs("msd-lastfm", sample("msd_lastfm/lastfm_subset"), choice);
        QCOMPARE(kept.rows.size(), std::size_t{1});
        QVERIFY_EXCEPTION_THROWN(readHeardTracks(unique, unique, control), Error);
    }

    void theTaggingSplitNamesItsTagsAndPreviews()
    {
        const auto split = sample("msd_lastfm/split");
        if (!fs::exists(split)) QSKIP("reference data absent: datasets/msd_lastfm");
        QVERIFY_EXCEPTION_THROWN(readAs("msd-lastfm", split), Error);   // six columns and nobody says which tags
        const auto folder = fs::path(m_folder.path().toStdString()) / "six";
        fs::copy(split, folder);
        write("six/tags.txt", "rock\npop\nMellow\nHip-Hop\n80s\nsad\n");
        const auto kept = readAs("msd-lastfm", folder);
        QCOMPARE(kept.parts(), (std::array<int, 3>{11, 0, 0}));
        QCOMPARE(kept.rows[0].path, std::string("3/1/3122424.clip.mp3"));
        QCOMPARE(kept.rows[0].ids, (std::vector<std::string>{"TRDRWCS128F1E840B6", "3122424", "3122424.clip"}));
        QCOMPARE(kept.rows[0].tags, (std::vector<ImportTag>{{"Hip-Hop", "user-defined", 1}}));
        const auto labels = readNpy(split / "train_y.npy");
        std::size_t positives = 0;
        for (const auto& row : kept.rows)
            positives += row.tags.size();
        QCOMPARE(static_cast<double>(positives), std::accumulate(labels.values.begin(), labels.values.end(), 0.0));
    }

    void listsWithoutTracksSayWhereTheyBelong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("advice");
        QTest::newRow("unique tags") << "msd_lastfm/lastfm_unique_tags.txt" << "tags clean";
        QTest::newRow("taste profile") << "msd_lastfm/train_triplets.txt" << "--only-heard";
    }
    void listsWithoutTracksSayWhereTheyBelong()
    {
        QFETCH(QString, name);
        QFETCH(QString, advice);
        if (!fs::exists(sample(name.toStdString()))) QSKIP("reference data absent: datasets/msd_lastfm");
        try {
            readAs("msd-lastfm", sample(name.toStdString()));
            QFAIL("it was imported");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(advice), error.what());
        }
    }

    void fmaGivesItsFigures()
    {
        const auto expected = sampleJson("fma/expected.json");
        SKIP_WITHOUT(expected);
        const auto kept = readAs("fma", sample("fma"));
        QVERIFY(kept.refused.empty());
        QCOMPARE(kept.rows.size(), expected["tracks"].get<std::size_t>());
        std::map<std::string, std::string> typeOf{{"2", "genre---International"}, {"12", "genre---Rock"}, {"15", "genre---Electronic"}, {"17", "genre---Folk"},
            {"21", "genre---Hip-Hop"}, {"25", "subgenre---Punk"}, {"38", "genre---Experimental"}, {"89", "subgenre---Post-Punk"},
            {"103", "subgenre---Singer-Songwriter"}, {"181", "subgenre---Techno"}, {"1032", "subgenre---Turkish"}};
        for (const auto& row : kept.rows) {
            const auto number = std::to_string(std::stoi(row.ids[0]));
            QCOMPARE(row.path, expected["paths"][number].get<std::string>());
            std::set<std::string> genres, wanted;
            for (const auto& tag : row.tags)
                if (tag.type != "user-defined") genres.insert(tagText(tag.name, tag.type));
            for (const auto& genre : expected["genres_all"][number])
                wanted.insert(typeOf.at(genre.dump()));
            for (const auto& genre : wanted)
                QVERIFY2(genres.contains(genre), (number + " " + genre).c_str());
            QVERIFY(genres.size() <= wanted.size() + 1);   // genre_top may add one
        }
        QCOMPARE(kept.byId("000020")->artist, std::string("Artist \"Q\" 4"));
        QCOMPARE(kept.byId("000005")->album, std::string("Album, with comma"));
        QVERIFY(kept.counts().contains("line\nbreak"));
        ImportChoice small, large;
        small.subset = "small";
        large.subset = "large";
        QVERIFY(readAs("fma", sample("fma"), small).rows.size() < kept.rows.size());
        QCOMPARE(readAs("fma", sample("fma"), large).rows.size(), kept.rows.size());   // every subset is part of the next
    }

    void gtzansListsComeAsOneSplit()
    {
        const auto list = sample("gtzan/valid_filtered.txt");
        if (!fs::exists(list)) QSKIP("reference data absent: datasets/gtzan");
        const auto kept = readAs("gtzan", list);
        QCOMPARE(kept.parts()[1], 9);
        QCOMPARE(kept.parts()[2], 15);
        QCOMPARE(kept.rows.size(), static_cast<std::size_t>(kept.parts()[0]) + 24);
        QCOMPARE(kept.rows[0].tags, (std::vector<ImportTag>{{"blues", "genre", 1}}));
        QCOMPARE(readAs("gtzan", sample("gtzan/jazz_bad_entry.txt")).rows[0].path, std::string("jazz/jazz.00054.wav"));
    }

    void gtzansFoldersAreGenres()
    {
        write("gtzan/blues/blues.00000.wav", "x");
        write("gtzan/blues/._blues.00000.wav", "x");
        write("gtzan/blues/notes.txt", "x");
        write("gtzan/jazz/jazz.00054.au", "");
        write("gtzan/jazz/other.wav", "x");
        const auto kept = readAs("gtzan", fs::path(m_folder.path().toStdString()) / "gtzan");
        QCOMPARE(kept.rows.size(), std::size_t{2});
        QCOMPARE(kept.rows[0].path, std::string("blues/blues.00000.wav"));
        QCOMPARE(kept.rows[1].tags[0].name, std::string("jazz"));
    }

    void badRowsAreRefusedAndTheRestIsRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        const QByteArray mtat = "\"clip_id\"\t\"rock\"\t\"mp3_path\"\n\"1\"\t\"1\"\t\"0/a.mp3\"\n";
        QTest::newRow("mtat: leaves the root") << "annotations_final.csv" << mtat + "\"2\"\t\"1\"\t\"../../etc/passwd\"\n" << "leaves the audio folder";
        QTest::newRow("mtat: absolute") << "annotations_final.csv" << mtat + "\"2\"\t\"1\"\t\"/etc/passwd\"\n" << "absolute";
        QTest::newRow("mtat: no flag") << "annotations_final.csv" << mtat + "\"2\"\t\"x\"\t\"0/b.mp3\"\n" << "0 or 1";
        QTest::newRow("mtat: a cell too few") << "annotations_final.csv" << mtat + "\"2\"\t\"1\"\n" << "3 columns";
        const QByteArray jamendo = "TRACK_ID\tARTIST_ID\tALBUM_ID\tPATH\tDURATION\tTAGS\r\ntrack_1\tartist_1\talbum_1\t01/1.mp3\t5\tgenre---rock\r\n";
        QTest::newRow("jamendo: leaves the root") << "x.tsv" << jamendo + "track_2\tartist_1\talbum_1\t../2.mp3\t5\tgenre---rock\r\n" << "leaves the audio folder";
        QTest::newRow("jamendo: no number") << "x.tsv" << jamendo + "track_x\tartist_1\talbum_1\t02/2.mp3\t5\tgenre---rock\r\n" << "number";
        QTest::newRow("jamendo: not UTF-8") << "x.tsv" << jamendo + "track_2\tartist_1\talbum_1\t02/2.mp3\t5\tgenre---caf\xe9\r\n" << "UTF-8";
        QTest::newRow("gtzan: leaves the root") << "list.txt" << QByteArray("blues/blues.00000.wav\n../../blues/blues.00001.wav\n") << "leaves the audio folder";
        QTest::newRow("gtzan: no genre") << "list.txt" << QByteArray("blues/blues.00000.wav\nblues/jazz.00001.wav\n") << "genre/genre.NNNNN.wav";
        QTest::newRow("msd: no track") << "tags.tsv" << QByteArray("TRDRWCS128F1E840B6\tRock\trock\tgenre\t50\n../x\tRock\trock\tgenre\t50\n") << "track id";
        QTest::newRow("msd: score") << "tags.tsv" << QByteArray("TRDRWCS128F1E840B6\tRock\trock\tgenre\t50\nTRTGPVR128FDAED60F\tRock\trock\tgenre\t101\n") << "0 to 100";
    }
    void badRowsAreRefusedAndTheRestIsRead()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        FormatRows kept;
        auto control = RunControl::silent();
        const auto path = write(file.toStdString(), text.toStdString());
        findImporter("auto", path).read(path, kept, control);
        QCOMPARE(kept.rows.size(), std::size_t{1});
        QCOMPARE(kept.refused.size(), std::size_t{1});
        QVERIFY2(QString::fromStdString(kept.refused[0].second).contains(reason), kept.refused[0].second.c_str());
    }

    void brokenJsonFilesAreRefusedOneByOne_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cut short") << QByteArray("{\"track_id\": \"TRTGPVR128FDAED60F\", \"tags\": [[\"a\"");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("no tags") << QByteArray("{\"track_id\": \"TRTGPVR128FDAED60F\"}");
        QTest::newRow("a weight in words") << QByteArray("{\"track_id\": \"TRTGPVR128FDAED60F\", \"tags\": [[\"a\", \"much\"]]}");
        QTest::newRow("too deep") << QByteArray(100, '[');
        QTest::newRow("empty") << QByteArray();
    }
    void brokenJsonFilesAreRefusedOneByOne()
    {
        QFETCH(QByteArray, text);
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fs::create_directories(root / "A/B/C");
        std::ofstream(root / "A/B/C/good.json") << R"({"track_id": "TRDRWCS128F1E840B6", "tags": [["rock", "100"]], "artist": "A", "title": "B"})";
        std::ofstream(root / "A/B/C/bad.json", std::ios::binary) << text.toStdString();
        fs::create_symlink("/etc", root / "A/out");
        const auto kept = readAs("msd-lastfm", root);
        QCOMPARE(kept.rows.size(), std::size_t{1});
        QCOMPARE(kept.refused.size(), std::size_t{1});
        QVERIFY(kept.refused[0].second.find("bad.json") != std::string::npos);
    }

    void aForeignDatabaseWithoutTheTablesIsRefused()
    {
        const auto path = write("other.db", std::string("SQLite format 3\0", 16) + std::string(4096, '\1'));
        QVERIFY_EXCEPTION_THROWN(readAs("msd-lastfm", path), Error);
    }

    void mergeTablesAreChecked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("two targets") << QByteArray(R"({"groups": [["a", "b"], ["c", "b"]]})");
        QTest::newRow("a chain") << QByteArray(R"({"genre": {"a": "b", "b": "c"}})");
        QTest::newRow("no text") << QByteArray(R"({"groups": [["a", 1]]})");
    }
    void mergeTablesAreChecked()
    {
        QFETCH(QByteArray, text);
        QVERIFY_EXCEPTION_THROWN(TagMerge::load(write("merge.json", text.toStdString())), Error);
    }

    void theJamendoTagMapIsAMergeTable()
    {
        const auto file = sample("mtg_jamendo/tag_map.json");
        if (!fs::exists(file)) QSKIP("reference data absent: datasets/mtg_jamendo");
        const auto merge = TagMerge::load(file);
        QCOMPARE(merge.size(), std::size_t{4});
        QCOMPARE(merge.merged(std::vector<ImportTag>{{"ambiant", "genre", 1}, {"ambient", "genre", 1}, {"synth", "genre", 1}}),
                 (std::vector<ImportTag>{{"ambient", "genre", 1}, {"synth", "genre", 1}}));
    }

    void ourOwnMergeTableIsWhole()
    {
        QVERIFY(TagMerge::load(fs::path(TAGBENCH_SOURCE_DIR) / "resources/tags/merge-mtat.json").size() > 80);
    }
};

QTEST_GUILESS_MAIN(tst_dataset_formats)
#include "tst_dataset_formats.moc"
