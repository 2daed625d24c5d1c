#pragma once
#include <QTemporaryDir>

#include <memory>
#include <string>

#include "engine/core/run_control.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"
#include "tests/engine/tasks/scan_fixture.h"

/// Sixteen tones of four seconds that a network can tell apart, scanned into a workspace with a split of 10, 3 and 3 tracks.
/// Even tracks are low and carry "low" from their files; the others carry "high" as the user's tag. "all" is on every track, "rare" on one.
struct TrainingFixture {
    static constexpr int kTracks = 16, kTrain = 10, kValid = 3;
    QTemporaryDir folder;
    std::unique_ptr<engine::store::Workspace> workspace;
    std::vector<engine::TrackId> tracks;   ///< by path
    engine::SplitId split{};

    std::filesystem::path place() const { return folder.filePath("w").toStdString(); }

    TrainingFixture()
    {
        using namespace engine;
        const std::filesystem::path music = folder.filePath("music").toStdString();
        for (int i = 0; i < kTracks; ++i)
            writeWav(music / (std::string(1, static_cast<char>('a' + i)) + ".wav"), i % 2 == 0 ? 150 + 10 * i : 2000 + 50 * i, 4 * 8000);
        workspace = std::make_unique<store::Workspace>(store::Workspace::openOrCreate(place()));
        run("scan", {{"folders", {music.string()}}, {"seed", 1}});
        tracks = workspace->tracks().ids({});
        std::vector<store::SplitMember> members;
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            label(i, i % 2 == 0 ? "low" : "high", i % 2 == 0 ? "file" : "user");
            label(i, "all", "file");
            members.push_back({tracks[i], i < kTrain ? Part::Train : i < kTrain + kValid ? Part::Valid : Part::Test});
        }
        label(0, "rare", "user");
        split = workspace->splits().put({.name = "tones", .seed = 0, .ratios = {0.6, 0.2, 0.2}}, members);
    }
    void label(std::size_t track, const std::string& tag, const std::string& source)
    {
        workspace->tags().set(tracks[track], workspace->tags().ensure(tag, "genre"), source);
    }
    engine::Json run(const std::string& task, const engine::Json& parameters, std::function<void(const std::string&)> log = {})
    {
        engine::RunControl control;
        engine::tasks::TaskContext context{*workspace, control, 1, "cpu", std::move(log), {}};
        return engine::tasks::runAsJob(task, parameters, context);
    }
    /// One tiny training: MusiCNN, ten windows an epoch.
    static engine::Json recipe()
    {
        return {{"arch", "musicnn"}, {"split", "tones"}, {"epochs", 2}, {"batch", 5}, {"lr", 1e-3}, {"min_tracks", 2}, {"prepare", true}, {"seed", 3}};
    }
};
