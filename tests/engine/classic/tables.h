#pragma once
#include <QtTest>

#include <filesystem>

#include "engine/classic/table.h"

/// Reference table and folds of the genre features; tests skip themselves without it.
inline std::filesystem::path featureReference()
{
    const auto set = qgetenv("TAGBENCH_REFERENCE");
    const std::filesystem::path root =
        set.isEmpty() ? std::filesystem::path(TAGBENCH_SOURCE_DIR).parent_path() / "shared" / "reference" : std::filesystem::path(set.toStdString());
    return root / "features";
}

inline engine::classic::Table genreTable()
{
    engine::classic::TableChoice choice;
    choice.excluded = {"length"};
    return engine::classic::readTable(featureReference() / "genre_features_1000.csv", choice);
}

#define SKIP_WITHOUT_GENRES() \
    if (!std::filesystem::exists(featureReference() / "genre_features_1000.csv")) QSKIP("no reference data: features/genre_features_1000.csv")
