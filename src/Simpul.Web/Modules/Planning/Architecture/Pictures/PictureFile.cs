using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Simpul.Web.Modules.Planning.Architecture.Pictures;

/// <summary>A drawing as a download.</summary>
internal static class PictureFile
{
    public static FileContentResult Of(Svg svg, string name) => new(Encoding.UTF8.GetBytes(svg.Alone), "image/svg+xml") { FileDownloadName = $"{name}.svg" };
}
