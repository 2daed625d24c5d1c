#pragma once
#include <cmath>
#include <filesystem>
#include <random>

#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"

/// A workspace as an evaluated training leaves it, without any audio: 90 tracks of three genres (one each) and three moods (any number, one
/// of them on no test track), a split of thirds, a run and its predictions. Seeded: always the same numbers.
struct EvaluatedWorkspace {
    static constexpr int kTracks = 90;
    engine::RunId run{};
    std::vector<engine::TrackId> test;

    explicit EvaluatedWorkspace(const std::filesystem::path& folder, bool withPredictions = true)
    {
        using namespace engine;
        auto workspace = store::Workspace::openOrCreate(folder);
        const std::vector<store::RunTag> tags{{"folk", "genre"}, {"jazz", "genre"}, {"rock", "genre"}, {"calm", "mood/theme"}, {"rare", "mood/theme"}, {"wild", "mood/theme"}};
        const auto library = workspace.tracks().addLibrary("/music", 0);
        std::mt19937 random(11);
        std::normal_distribution<double> noise;
        std::vector<store::SplitMember> members;
        std::vector<std::vector<float>> scores;
        for (int i = 0; i < kTracks; ++i) {
            store::Track track;
            track.id = TrackId{static_cast<std::uint64_t>(1000 + i)};
            track.library = library;
            track.path = track.displayPath = "track" + std::to_string(i) + ".flac";
            track.title = "Track " + std::to_string(i);
            track.artist = "Artist " + std::to_string(i / 6);
            track.durationSeconds = 30;
            track.sampleRateHz = 44100;
            track.channels = 1;
            workspace.tracks().upsert(track);
            members.push_back({track.id, static_cast<Part>(i % 3)});
            if (i % 3 == static_cast<int>(Part::Test)) test.push_back(track.id);
            scores.emplace_back();
            for (std::size_t t = 0; t < tags.size(); ++t) {
                const bool has = t < 3 ? static_cast<int>(t) == (i / 3) % 3 : tags[t].name == "rare" ? i == 0 : random() % 3 == 0;
                if (has) workspace.tags().set(track.id, workspace.tags().ensure(tags[t].name, tags[t].type), "file");
                scores.back().push_back(static_cast<float>(1 / (1 + std::exp(-(noise(random) + (has ? 1.5 : -0.5))))));
            }
        }
        workspace.melgrams().putPreset("hash", "sota-96", engine::dsp::toJson(engine::dsp::loadPreset("sota-96")).dump());
        store::Run made;
        made.name = "First";
        made.architecture = "musicnn";
        made.presetHash = "hash";
        made.split = workspace.splits().put({{}, "by artist", 4, {0.4, 0.3, 0.3}, true, "artist"}, members);
        made.tags = tags;
        made.config = {{"epochs", 3}};
        made.seed = 4;
        made.state = "trained";
        made.bestEpoch = 2;
        made.thresholds = {0.5, 0.45, 0.55, 0.5, 0.5, 0.4};
        run = workspace.runs().create(made);
        made.id = run;
        workspace.runs().update(made);
        for (int epoch = 1; epoch <= 3; ++epoch)
            workspace.runs().putEpoch(run, {epoch, 0.7 / epoch, 0.6 + 0.1 * epoch, 0.5 + 0.1 * epoch, 0.8 / epoch, 0.55 + 0.1 * epoch, 0.4 + 0.1 * epoch, 1e-3, 50, 2});
        for (int i = 0; i < kTracks && withPredictions; ++i)
            workspace.predictions().put(run, TrackId{static_cast<std::uint64_t>(1000 + i)}, scores[static_cast<std::size_t>(i)]);
    }
};
