#include "schema/ontology.h"
