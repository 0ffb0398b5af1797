using Microsoft.AspNetCore.Mvc.Rendering;

namespace Simpul.Web.Platform.Registers;

/// <summary>Choices that every form has.</summary>
public static class RecordFormItems
{
    public static readonly IReadOnlyList<SelectListItem> YesNo = [new("Ya", "true"), new("Tidak", "false")];
}
