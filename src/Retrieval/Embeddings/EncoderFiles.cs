namespace NewsBot.Retrieval.Embeddings;

/// <summary>What the files of the encoder's folder are called, and what to say when one is not as the build left it.</summary>
internal static class EncoderFiles
{
    public const string Model = "model.json";
    public const string Vocabulary = "vocab.json";

    public static InvalidDataException Unusable(string path, Exception? cause = null) => new(
        $"The sentence encoder's file '{Path.GetFullPath(path)}' is missing or damaged: "
            + "delete its folder and run 'dotnet build' (or 'dotnet publish') again.",
        cause);
}
