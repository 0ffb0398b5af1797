using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Obligations;

/// <summary>What people call the modules, those too that are yet to come: an obligation says which of them will answer it.</summary>
public sealed class ModuleTitles(IEnumerable<IModule> modules)
{
    private readonly Dictionary<string, string> present = modules.ToDictionary(module => module.Name, module => module.Title, StringComparer.Ordinal);

    public string Of(string module) => present.TryGetValue(module, out var title) ? title : module switch
    {
        "Planning" => "Perencanaan",
        "DataAssets" => "Data",
        "Applications" => "Aplikasi",
        "Facilities" => "Infrastruktur",
        "ServiceBus" => "Penghubung Layanan",
        "Security" => "Keamanan",
        "Services" => "Layanan",
        "Management" => "Manajemen",
        "Audits" => "Audit",
        "Evaluation" => "Evaluasi",
        "Acceleration" => "Percepatan",
        "Portal" => "Portal",
        "Organisation" => "Organisasi",
        "Obligations" => "Kewajiban",
        _ => module,
    };
}
