using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>The networks' files, which tests/Training writes, and what to say when one is not as the build left it.</summary>
public static class ModelFiles
{
    public const string SentenceEncoder = "sentence-encoder.onnx";

    public const string AnswerReader = "answer-reader.onnx";

    /// <summary>The word embeddings that both networks begin with.</summary>
    public const string WordTable = "words.bin";

    /// <summary>A WordPiece a line.</summary>
    public const string Vocabulary = "vocabulary.txt";

    private const long BytesOfWordTable = (long)WordPieces.Count * Embeddings.SentenceEncoder.Dimensions;

    /// <summary>Where the build and <c>dotnet publish</c> put them: beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Opens a network.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    internal static InferenceSession Open(string folder, string model)
    {
        // A shortened table would otherwise be told as a fault of the model that reads it.
        var table = new FileInfo(Path.Combine(folder, WordTable));
        if (!table.Exists || table.Length != BytesOfWordTable)
        {
            throw Unusable(table.FullName);
        }

        return Load(Path.Combine(folder, model), path =>
        {
            // One thread a run, and as many runs at once as there are processors: on a busy machine that is faster than sharing each run
            // between threads. Memory patterns are remembered for every new combination of lengths, and there is no end of those.
            using var options = new SessionOptions { IntraOpNumThreads = 1, EnableMemoryPattern = false };
            return new InferenceSession(path, options);
        });
    }

    /// <exception cref="InvalidDataException">The file is missing or damaged; the message names it and says what to do.</exception>
    internal static T Load<T>(string path, Func<string, T> load)
    {
        try
        {
            return load(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OnnxRuntimeException or ArgumentException or InvalidDataException)
        {
            throw Unusable(path, exception);
        }
    }

    private static InvalidDataException Unusable(string path, Exception? cause = null) => new(
        $"The built-in networks' file '{Path.GetFullPath(path)}' is missing or damaged: delete its folder and run 'dotnet build' (or 'dotnet publish') again.", cause);
}
