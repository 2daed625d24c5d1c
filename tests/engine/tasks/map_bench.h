#pragma once
#include <QtTest>

#include <filesystem>
#include <memory>

#include "engine/core/random.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

/// A workspace with a run and made-up predictions: `tracks` tracks in as many genres as tags, artists of 4 tracks each.
/// A track's own genre has a high probability, the others are noise.
struct MapBench {
    QTemporaryDir folder;
    engine::store::Workspace workspace = engine::store::Workspace::openOrCreate(std::filesystem::path(folder.path().toStdString()) / "workspace");
    engine::RunId run{};
    std::vector<engine::TrackId> tracks;
    std::vector<std::size_t> genreOf;
    std::vector<std::shared_ptr<const engine::tasks::MapFrame>> frames;
    std::vector<std::string> said;

    explicit MapBench(std::size_t count = 60, std::size_t genres = 3)
    {
        engine::store::WriteTransaction transaction(workspace.database());   // one commit: each waits for the disk
        const auto library = workspace.tracks().addLibrary(std::filesystem::path(folder.path().toStdString()) / "music", 0);
        workspace.melgrams().putPreset("hash", "made up", "{}");
        engine::store::Run row;
        row.name = "made-up";
        row.architecture = "musicnn";
        row.presetHash = "hash";
        engine::SplitMix random(11);
        std::vector<engine::TagId> tags;
        for (std::size_t genre = 0; genre < genres; ++genre) {
            row.tags.push_back({"genre " + std::to_string(genre), "genre"});
            tags.push_back(workspace.tags().ensure(row.tags.back().name, "genre"));
        }
        for (std::size_t i = 0; i < count; ++i) {
            tracks.push_back(engine::TrackId{1000 + i});
            genreOf.push_back(i % genres);
            addTrack(library, i);
            workspace.tags().set(tracks.back(), tags[genreOf.back()], "user");
        }
        std::vector<engine::store::SplitMember> members;
        for (std::size_t i = 0; i < count; ++i)
            members.push_back({tracks[i], i % 4 == 0 ? engine::Part::Test : engine::Part::Train});
        row.split = workspace.splits().put({{}, "half", 0, {0.75, 0, 0.25}, false, "none"}, members);
        run = workspace.runs().create(row);
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<float> scores;
            for (std::size_t genre = 0; genre < genres; ++genre)
                scores.push_back(static_cast<float>((genre == genreOf[i] ? 0.8 : 0.1) + 0.1 * random.uniform()));
            workspace.predictions().put(run, tracks[i], scores);
            workspace.predictions().putEmbedding(run, "embedding", tracks[i], scores);
        }
        transaction.commit();
    }

    engine::Json make(engine::Json parameters)
    {
        auto control = engine::RunControl::silent();
        engine::tasks::TaskContext context{workspace, control, 1, "cpu", [this](const std::string& line) { said.push_back(line); },
                                           [this](auto frame) { frames.push_back(std::move(frame)); }};
        if (!parameters.contains("iterations")) parameters["iterations"] = 60;
        return engine::tasks::findTask("map").run(parameters, context);
    }
    engine::store::TrackMap map(const engine::Json& document) { return *workspace.maps().find(engine::MapId{document["map"].get<std::int64_t>()}); }

private:
    void addTrack(engine::LibraryId library, std::size_t i)
    {
        engine::store::Track track;
        track.id = tracks.back();
        track.library = library;
        track.path = track.displayPath = std::to_string(i) + ".wav";
        track.title = "Title " + std::to_string(i);
        track.artist = "Artist " + std::to_string(i / 4);
        track.durationSeconds = 60;
        workspace.tracks().upsert(track);
    }
};
