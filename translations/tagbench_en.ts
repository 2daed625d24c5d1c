<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Health</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sets of rows that are equal in every column (rows from 0): %1. Spread over random folds they are answered by heart; keep duplicates together.</source>
        <translation>
            <numerusform>%n set of rows that are equal in every column (rows from 0): %1. Spread over random folds they are answered by heart; keep duplicates together.</numerusform>
            <numerusform>%n sets of rows that are equal in every column (rows from 0): %1. Spread over random folds they are answered by heart; keep duplicates together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them carry more than one class: no model can have them all right.</source>
        <translation>
            <numerusform>%n of them carries more than one class: no model can have them all right.</numerusform>
            <numerusform>%n of them carry more than one class: no model can have them all right.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message numerus="yes">
        <source>%n label(s): ROC-AUC %1 → %2, average precision %3 → %4.</source>
        <translation>
            <numerusform>%n label: ROC-AUC %1 → %2, average precision %3 → %4.</numerusform>
            <numerusform>%n labels: ROC-AUC %1 → %2, average precision %3 → %4.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Remaining</name>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>%n min left</numerusform>
            <numerusform>%n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>%n h left</numerusform>
            <numerusform>%n h left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagEdits</name>
    <message numerus="yes">
        <source>add tag %1 to %n track(s)</source>
        <translation>
            <numerusform>add tag %1 to %n track</numerusform>
            <numerusform>add tag %1 to %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove tag %1 from %n track(s)</source>
        <translation>
            <numerusform>remove tag %1 from %n track</numerusform>
            <numerusform>remove tag %1 from %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>add %n tag(s)</source>
        <translation>
            <numerusform>add %n tag</numerusform>
            <numerusform>add %n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explore</name>
    <message numerus="yes">
        <source>%Ln other(s)</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s)</source>
        <translation>
            <numerusform>%Ln track</numerusform>
            <numerusform>%Ln tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CleaningPanel</name>
    <message numerus="yes">
        <source>%n targets have a threshold of 0 or below: only equal vectors collapse into them</source>
        <translation>
            <numerusform>%n target has a threshold of 0 or below: only equal vectors collapse into it</numerusform>
            <numerusform>%n targets have a threshold of 0 or below: only equal vectors collapse into them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ColumnsDialog</name>
    <message numerus="yes">
        <source>%n rows were looked at; the rest is read when you import.</source>
        <translation>
            <numerusform>%n row was looked at; the rest is read when you import.</numerusform>
            <numerusform>%n rows were looked at; the rest is read when you import.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns of tags</source>
        <translation>
            <numerusform>%n column of tags</numerusform>
            <numerusform>%n columns of tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DetailsPane</name>
    <message numerus="yes">
        <source>%1, %2 Hz, %n channel(s)</source>
        <translation>
            <numerusform>%1, %2 Hz, %n channel</numerusform>
            <numerusform>%1, %2 Hz, %n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) chosen</source>
        <translation>
            <numerusform>%n track chosen</numerusform>
            <numerusform>%n tracks chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n were compared. A new tag is given to all.</source>
        <translation>
            <numerusform>The first was compared. A new tag is given to all.</numerusform>
            <numerusform>The first %n were compared. A new tag is given to all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ExplorePage</name>
    <message numerus="yes">
        <source>%Ln track(s) along the path, in its order: a playlist of them with Ctrl+Shift+E, or add them to one on the Search page.</source>
        <translation>
            <numerusform>%Ln track along the path, in its order: a playlist of them with Ctrl+Shift+E, or add them to one on the Search page.</numerusform>
            <numerusform>%Ln tracks along the path, in its order: a playlist of them with Ctrl+Shift+E, or add them to one on the Search page.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) selected</source>
        <translation>
            <numerusform>%Ln track selected</numerusform>
            <numerusform>%Ln tracks selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) are selected here and in the library.</source>
        <translation>
            <numerusform>%Ln track is selected here and in the library.</numerusform>
            <numerusform>%Ln tracks are selected here and in the library.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::FeaturesPage</name>
    <message numerus="yes">
        <source>%n tracks are chosen: %1.</source>
        <translation>
            <numerusform>%n track is chosen: %1.</numerusform>
            <numerusform>%n tracks are chosen: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::FetchDialog</name>
    <message numerus="yes">
        <source>The audio of %n tracks is needed and not here.</source>
        <translation>
            <numerusform>The audio of %n track is needed and not here.</numerusform>
            <numerusform>The audio of %n tracks is needed and not here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ImportPanel</name>
    <message numerus="yes">
        <source>and the split &apos;%1&apos;, in which %n recordings are in more than one part</source>
        <translation>
            <numerusform>and the split &apos;%1&apos;, in which %n recording is in more than one part</numerusform>
            <numerusform>and the split &apos;%1&apos;, in which %n recordings are in more than one part</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message numerus="yes">
        <source>Only the first of %n file(s) is shown. Add their folder to see all.</source>
        <translation>
            <numerusform>Only the first of %n file is shown. Add its folder to see all.</numerusform>
            <numerusform>Only the first of %n files is shown. Add their folder to see all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still run. They stop when Tagbench closes and can be resumed later.</source>
        <translation>
            <numerusform>%n job still runs. It stops when Tagbench closes and can be resumed later.</numerusform>
            <numerusform>%n jobs still run. They stop when Tagbench closes and can be resumed later.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) are away with their folder. All that is known of them is kept; rescan (F5) when it is back.</source>
        <translation>
            <numerusform>%n track is away with its folder. All that is known of it is kept; rescan (F5) when it is back.</numerusform>
            <numerusform>%n tracks are away with their folder. All that is known of them is kept; rescan (F5) when it is back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MergePanel</name>
    <message numerus="yes">
        <source>mapping of %n tags</source>
        <translation>
            <numerusform>mapping of %n tag</numerusform>
            <numerusform>mapping of %n tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were written</source>
        <translation>
            <numerusform>%n row was written</numerusform>
            <numerusform>%n rows were written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PipelineStrip</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ids</source>
        <translation>
            <numerusform>%n id</numerusform>
            <numerusform>%n ids</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leaks</source>
        <translation>
            <numerusform>%n leak</numerusform>
            <numerusform>%n leaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps were queued</source>
        <translation>
            <numerusform>%n step was queued</numerusform>
            <numerusform>%n steps were queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProbeResults</name>
    <message numerus="yes">
        <source>%1, chosen by %n seed(s)</source>
        <translation>
            <numerusform>%1, chosen by %n seed</numerusform>
            <numerusform>%1, chosen by %n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s), measured on the test part of split %1. Lines are means over seeds, whiskers one standard deviation.</source>
        <translation>
            <numerusform>%n tag, measured on the test part of split %1. Lines are means over seeds, whiskers one standard deviation.</numerusform>
            <numerusform>%n tags, measured on the test part of split %1. Lines are means over seeds, whiskers one standard deviation.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReportLists</name>
    <message numerus="yes">
        <source>the first %n; the exported list has all</source>
        <translation>
            <numerusform>the first; the exported list has all</numerusform>
            <numerusform>the first %n; the exported list has all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ResumeBar</name>
    <message numerus="yes">
        <source>%n job(s) were interrupted when Tagbench ended: %1</source>
        <translation>
            <numerusform>%n job was interrupted when Tagbench ended: %1</numerusform>
            <numerusform>%n jobs were interrupted when Tagbench ended: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SettingsDialog</name>
    <message numerus="yes">
        <source>%1: %2 in %n file(s)</source>
        <translation>
            <numerusform>%1: %2 in %n file</numerusform>
            <numerusform>%1: %2 in %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SplitPanel</name>
    <message numerus="yes">
        <source>No leaks: of %n tracks none, and no recording, is in two parts.</source>
        <translation>
            <numerusform>No leaks: the one track (%n) is not in two parts.</numerusform>
            <numerusform>No leaks: of %n tracks none, and no recording, is in two parts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No leaks: of %n tracks none, no recording and %1 is in two parts.</source>
        <translation>
            <numerusform>No leaks: of %n track none, no recording and %1 is in two parts.</numerusform>
            <numerusform>No leaks: of %n tracks none, no recording and %1 is in two parts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leaks: what is measured on this split would be worth nothing. Make it again.</source>
        <translation>
            <numerusform>%n leak: what is measured on this split would be worth nothing. Make it again.</numerusform>
            <numerusform>%n leaks: what is measured on this split would be worth nothing. Make it again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks sound like another one:</source>
        <translation>
            <numerusform>%n track sounds like another one:</numerusform>
            <numerusform>%n tracks sound like another one:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StatusLine</name>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation>
            <numerusform>(+%n more)</numerusform>
            <numerusform>(+%n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n track(s)</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected of %1</source>
        <translation>
            <numerusform>%n selected of %1</numerusform>
            <numerusform>%n selected of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StudentPanel</name>
    <message numerus="yes">
        <source>%n name(s) of the list belong to no track that can be read: %1</source>
        <translation>
            <numerusform>%n name of the list belongs to no track that can be read: %1</numerusform>
            <numerusform>%n names of the list belong to no track that can be read: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are tracks of these parts themselves, which the list names.</source>
        <translation>
            <numerusform>%n of them is a track of these parts itself, which the list names.</numerusform>
            <numerusform>%n of them are tracks of these parts themselves, which the list names.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TagFilesDialog</name>
    <message numerus="yes">
        <source>The %n selected track(s)</source>
        <translation>
            <numerusform>The selected track</numerusform>
            <numerusform>The %n selected tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would change.</source>
        <translation>
            <numerusform>%n file would change.</numerusform>
            <numerusform>%n files would change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed.</source>
        <translation>
            <numerusform>%n file changed.</numerusform>
            <numerusform>%n files changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) need no change.</source>
        <translation>
            <numerusform>%n file needs no change.</numerusform>
            <numerusform>%n files need no change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cannot be written; the reason stands below.</source>
        <translation>
            <numerusform>%n file cannot be written; the reason stands below.</numerusform>
            <numerusform>%n files cannot be written; the reasons stand below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>write tags into %n file(s)</source>
        <translation>
            <numerusform>write tags into %n file</numerusform>
            <numerusform>write tags into %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TrackActions</name>
    <message numerus="yes">
        <source>%n track(s) written to %1.</source>
        <translation>
            <numerusform>%n track written to %1.</numerusform>
            <numerusform>%n tracks written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::VocabularyPanel</name>
    <message numerus="yes">
        <source>%1, on %n tracks</source>
        <translation>
            <numerusform>%1, on %n track</numerusform>
            <numerusform>%1, on %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::explore::MapLegend</name>
    <message numerus="yes">
        <source>%1, %Ln track(s)</source>
        <translation>
            <numerusform>%1, %Ln track</numerusform>
            <numerusform>%1, %Ln tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::explore::NearPanel</name>
    <message numerus="yes">
        <source>Near the %Ln chosen track(s)</source>
        <translation>
            <numerusform>Near the %Ln chosen track</numerusform>
            <numerusform>Near the %Ln chosen tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) written to %1</source>
        <translation>
            <numerusform>%Ln track written to %1</numerusform>
            <numerusform>%Ln tracks written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::features::ResultView</name>
    <message numerus="yes">
        <source>Accuracy: mean, least and most of %n rounds</source>
        <translation>
            <numerusform>Accuracy: mean, least and most of %n round</numerusform>
            <numerusform>Accuracy: mean, least and most of %n rounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::features::TableForm</name>
    <message numerus="yes">
        <source>%1: %n tracks</source>
        <translation>
            <numerusform>%1: %n track</numerusform>
            <numerusform>%1: %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n tags</source>
        <translation>
            <numerusform>%1: %n tag</numerusform>
            <numerusform>%1: %n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::search::PlaylistPanel</name>
    <message numerus="yes">
        <source>%Ln track(s) written to %1</source>
        <translation>
            <numerusform>%Ln track written to %1</numerusform>
            <numerusform>%Ln tracks written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::search::SearchForm</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::widgets::MapView</name>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
</TS>
