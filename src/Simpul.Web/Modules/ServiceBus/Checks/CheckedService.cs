using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Checks;

/// <summary>Versions of services as the board names them: everybody who works here reads the board, and not everybody may know of a secret service.</summary>
internal static class CheckedService
{
    public static string Name(string title, string label, Classification level) => level == Classification.Secret ? "layanan rahasia" : $"{title} {label}";

    public static string Exchange(string consumer, string provider, Classification level) => level == Classification.Secret ? "sebuah pertukaran rahasia" : $"{consumer} dengan {provider}";
}
