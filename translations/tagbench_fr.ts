<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>Composition</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobName</name>
    <message>
        <source>Scan music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare melgrams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobState</name>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Remaining</name>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackRow</name>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>colour_map</name>
    <message>
        <source>Viridis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cividis (colour-blind safe)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>inspect</name>
    <message>
        <source>%1 Hz, chunks of %2 s every %3 s, mean over chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own preset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (run %2, %3)
%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newest run, mean over chunks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ticks</name>
    <message>
        <source>%1 Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::DetailsPane</name>
    <message>
        <source>add tag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove tag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags of the track, by source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tag for this track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this track the tag on the left; files are not touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away the chosen tag of yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No track chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 Hz, %n channel(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a tag of yours first; tags of other sources are kept as they were read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::FolderTree</name>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder to see only its tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All music</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::InspectPage</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays or pauses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays the selection again and again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the whole track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zooms in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zooms out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scrolls a tenth of the view to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scrolls a tenth of the view to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scrolls a page to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scrolls a page to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clears the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes how much is drawn over the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1    %2, %3 kHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to look at yet. Choose a track in the library, or drop an audio file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays or pauses (Space)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::JobTableModel</name>
    <message>
        <source>%1 %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::JobsPage</name>
    <message>
        <source>Choose a job to read its log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the chosen job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the chosen job wait after its present track or batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the chosen job; what it finished is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with an interrupted, failed or cancelled job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was interrupted. What it had finished is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has run yet. Add music first, then train a model on its tags.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a training is done, choose a track and inspect what the model hears.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::KeyList</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::LearningChart</name>
    <message>
        <source>Learning curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning curve appears after the first epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC-AUC, training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC-AUC, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss, training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s); last validation ROC-AUC %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::LibraryPage</name>
    <message>
        <source>Filter: words, or tag:piano artist:… state:unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No music yet. Add a folder, and its tracks appear here while they are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add music folder...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open data set...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the folder that holds your music; nothing in it is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a track to see and hear it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the chosen track: its waveform, what a model would see, and the tags it would give.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The three doors: my music, a dataset, the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders and tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See and hear one track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs, waits and is done; train a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last change of tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the change again that was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor into the filter box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rescan all folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for new, changed and missing files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No music yet. Add a folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a &amp;model...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the training form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compose a small library, train on it and write a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open file...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See and hear one file without adding it to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;music folder...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a folder of music into the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;data set...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a table of tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Tagbench; running jobs can be resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark as the desktop is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the whole screen, or go back to a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause the current track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and go back to the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;revious track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the track before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the next track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to go from a folder to a trained tagger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. Add a folder of music, or run the demo.
2. Look at a track with Inspect, listen with Space.
3. Open Jobs and train a model on the tags.
4. Inspect again: the model&apos;s tags stand beside yours.

All keys: Ctrl+F1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Tagbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Tagbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Tagbench %1&lt;/b&gt;&lt;p&gt;From a folder of music to a trained, checked and explained tagger.&lt;/p&gt;&lt;p&gt;Free software, GPL 3 or later.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Only the first of %n file(s) is shown. Add their folder to see all.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add music folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio (*.wav *.flac *.ogg *.opus *.mp3 *.aiff *.aif *.au);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables of tags (*.csv *.tsv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still run. They stop when Tagbench closes and can be resumed later.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::NextStep</name>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::Player</name>
    <message>
        <source>No sound output found. You can look at and analyse music, but not play it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be played: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be opened any more. Rescan its folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::StartPage</name>
    <message>
        <source>What shall we listen to?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder of music to a trained, checked and explained tagger. Everything stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder. Its tracks are listed, drawn and played; the files are never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a table of tags with its audio, for training and for measuring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small library is composed for you, a model learns its tags, and a report is written. About six minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders opened before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New here? The demo shows the whole way once, from sound to report.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::StatusLine</name>
    <message>
        <source>Progress of the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the running job; what it finished is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where models are computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n track(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 selected of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::TrackTableModel</name>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not found at the last scan. What is known about it is kept; rescan when it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2. It is kept in the list but cannot be analysed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::TrainingPanel</name>
    <message>
        <source>Best there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the split and the melgrams first if they are missing, then trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid. loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train ROC-AUC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid. ROC-AUC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid. PR-AUC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No architecture is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2 parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New: 80 / 10 / 10, by artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of a training are shown here, epoch by epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; preset and seed are kept with the run (seed %2). Device: %3. Best epoch: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (best)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training is queued.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::inspect::InspectToolbar</name>
    <message>
        <source>Inspect tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour map of melgram and taggram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of the darkest colour, dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of the brightest colour, dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the range of levels from the music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Hz, FFT %2, hop %3, %4 mel bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preprocessing that makes the melgram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the borders of the chunks that a model gets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::inspect::LanesPanel</name>
    <message>
        <source>Track views</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::inspect::PredictionPanel</name>
    <message>
        <source>Made by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Predict tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of predicted tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets the newest trained model listen to this track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No predictions yet. Train or choose a model, and its tags for this track appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trained model has not listened to this track yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicting...</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::widgets::MelgramView</name>
    <message>
        <source>Melgram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level in dB over time and mel frequency: what a model gets. Click to move the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2  %3 dB  (frame %4, band %5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no melgram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preset %1, %2 bands, %3 frames, %4 to %5 dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hz (mel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2 dB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::widgets::OverviewStrip</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole track. Drag the frame to choose the part that is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 of %3 shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole track</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::widgets::TagBars</name>
    <message>
        <source>Predicted tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags by falling probability, with each tag&apos;s threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no predictions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::widgets::TaggramView</name>
    <message>
        <source>Taggram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted probability of each tag over time. Click to move the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2  %3  (chunk %4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no taggram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tags over %2 chunks, strongest %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::widgets::TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times of the visible part of the track. A click moves the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2, playhead at %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::widgets::WaveformView</name>
    <message>
        <source>Waveform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least, greatest and mean level over time. Click to move the playhead, drag to select.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  not decoded yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  peak %2  RMS %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of sound, peak %2, RMS %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
