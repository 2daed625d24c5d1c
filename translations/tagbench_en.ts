<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
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
        <source>add %n tag(s)</source>
        <translation>
            <numerusform>add %n tag</numerusform>
            <numerusform>add %n tags</numerusform>
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
</context>
<context>
    <name>ui::ExplorePage</name>
    <message numerus="yes">
        <source>%n track(s) selected</source>
        <translation>
            <numerusform>%n track selected</numerusform>
            <numerusform>%n tracks selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) are selected here and in the library.</source>
        <translation>
            <numerusform>%n track is selected here and in the library.</numerusform>
            <numerusform>%n tracks are selected here and in the library.</numerusform>
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
    <name>ui::explore::MapPanel</name>
    <message numerus="yes">
        <source>%1, %n track(s)</source>
        <translation>
            <numerusform>%1, %n track</numerusform>
            <numerusform>%1, %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::explore::NearPanel</name>
    <message numerus="yes">
        <source>Near the %n chosen track(s)</source>
        <translation>
            <numerusform>Near the %n chosen track</numerusform>
            <numerusform>Near the %n chosen tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) written to %1</source>
        <translation>
            <numerusform>%n track written to %1</numerusform>
            <numerusform>%n tracks written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::widgets::MapView</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
</TS>
