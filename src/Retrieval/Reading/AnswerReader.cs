using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Reading;

/// <summary>
/// Reads a question together with sentences of a story, and tells of each whether it answers, where in it the answer stands, and what a yes/no
/// question gets: a network of 22 million weights that tests/Training trains, run by ONNX Runtime on the processor.
/// </summary>
/// <remarks>
/// Safe for many threads at once, until it is disposed. However many questions are asked at once, no more runs than there are processors are going
/// on, each of a few windows, and those that wait take turns.
/// </remarks>
public sealed class AnswerReader : IDisposable
{
    // A longer run is no faster per token, and this is how soon a cancellation is noticed and the next question gets its turn.
    private const int TokensPerRun = 384;

    private const string ModelFile = "answer-reader.onnx";
    private const string VocabularyFile = "vocabulary.txt";

    private readonly InferenceSession session;
    private readonly SemaphoreSlim runs = new(Environment.ProcessorCount);

    /// <param name="folder">Holds the model and its vocabulary: <see cref="DefaultFolder"/>.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    public AnswerReader(string folder)
    {
        Tokenizer = Load(Path.Combine(folder, VocabularyFile), path =>
        {
            using var vocabulary = File.OpenRead(path);
            return WindowTokenizer.Create(vocabulary);
        });
        session = Load(Path.Combine(folder, ModelFile), path =>
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, EnableMemoryPattern = false };
            return new InferenceSession(path, options);
        });
    }

    /// <summary>Where the build and <c>dotnet publish</c> put the reader's files: beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "reader");

    /// <summary>Lays windows out in the reader's tokens.</summary>
    public WindowTokenizer Tokenizer { get; }

    /// <summary>Reads the windows, and tells of them in their order.</summary>
    public async Task<IReadOnlyList<WindowReading>> ReadAsync(IReadOnlyList<ReadingWindow> windows, CancellationToken cancellationToken)
    {
        var readings = new WindowReading[windows.Count];
        var tokenized = await Task.Run(() => windows.Select(Tokenizer.Tokenize).ToArray(), cancellationToken);
        await Task.WhenAll(PlanRuns(tokenized).Select(run => ReadAsync(run, tokenized, readings, cancellationToken)));
        return readings;
    }

    public void Dispose()
    {
        session.Dispose();
        runs.Dispose();
    }

    private static T Load<T>(string path, Func<string, T> load)
    {
        try
        {
            return load(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OnnxRuntimeException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The answer reader's file '{Path.GetFullPath(path)}' is missing or damaged: run 'dotnet build' (or 'dotnet publish') again.", exception);
        }
    }

    /// <summary>Which windows, by their places, share a run: those of like length, so that attention has little padding to skip.</summary>
    private static IEnumerable<int[]> PlanRuns(TokenizedWindow[] windows)
    {
        var byLength = Enumerable.Range(0, windows.Length).OrderByDescending(window => windows[window].Tokens.Count).ToArray();
        for (int start = 0, end; start < byLength.Length; start = end)
        {
            var count = 0;
            for (end = start; end < byLength.Length && (end == start || count + windows[byLength[end]].Tokens.Count <= TokensPerRun); end++)
            {
                count += windows[byLength[end]].Tokens.Count;
            }

            yield return byLength[start..end];
        }
    }

    private async Task ReadAsync(int[] places, TokenizedWindow[] windows, WindowReading[] readings, CancellationToken cancellationToken)
    {
        await runs.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => Read(places, windows, readings), cancellationToken);
        }
        finally
        {
            runs.Release();
        }
    }

    private void Read(int[] places, TokenizedWindow[] windows, WindowReading[] readings)
    {
        using var batch = new WindowBatch(Array.ConvertAll(places, place => windows[place]));
        using var options = new RunOptions();
        using var outputs = session.Run(options, WindowBatch.InputNames, batch.Inputs, [ReaderModel.Numbers]);
        var numbers = outputs[0].GetTensorDataAsSpan<float>();
        var first = 0;
        foreach (var place in places)
        {
            var count = windows[place].Tokens.Count;
            readings[place] = WindowReading.Of(windows[place], numbers.Slice(first * ReaderModel.Outputs, count * ReaderModel.Outputs));
            first += count;
        }
    }
}
