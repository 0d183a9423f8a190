using System.Globalization;
using static TorchSharp.torch;

namespace NewsBot.Training;

/// <summary>A moment of training in files: weights, the optimiser's averages, and how many steps led there.</summary>
internal static class Checkpoint
{
    public static void Save(DirectoryInfo folder, ReaderNetwork network, optim.Optimizer optimizer, int step)
    {
        // Written beside and then moved: a run that is cut while writing leaves the one before.
        network.save(Path.Combine(folder.FullName, "weights.new"));
        ((TorchSharp.Modules.OptimizerHelper)optimizer).save_state_dict(Path.Combine(folder.FullName, "optimizer.new"));
        File.WriteAllText(Path.Combine(folder.FullName, "step.new"), step.ToString(CultureInfo.InvariantCulture));
        foreach (var name in (string[])["weights", "optimizer", "step"])
        {
            File.Move(Path.Combine(folder.FullName, $"{name}.new"), Path.Combine(folder.FullName, name), overwrite: true);
        }
    }

    /// <summary>How many steps were done; 0 where there is no checkpoint.</summary>
    public static int Load(DirectoryInfo folder, ReaderNetwork network, optim.Optimizer optimizer)
    {
        if (!LoadWeights(folder, network))
        {
            return 0;
        }

        ((TorchSharp.Modules.OptimizerHelper)optimizer).load_state_dict(Path.Combine(folder.FullName, "optimizer"));
        return int.Parse(File.ReadAllText(Path.Combine(folder.FullName, "step")), CultureInfo.InvariantCulture);
    }

    public static bool LoadWeights(DirectoryInfo folder, ReaderNetwork network)
    {
        var path = Path.Combine(folder.FullName, "weights");
        if (!File.Exists(path))
        {
            return false;
        }

        network.load(path);
        return true;
    }
}
